import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { account, startRaw } from "../smtp/servers.ts";
import { badServer, goodServer, stopped, temporaryFolder, withPassword } from "./mail-servers.ts";
import { runCli, secrets } from "./run-cli.ts";

const ISO = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const from = ["--from", "Acme <no-reply@acme.com>"];

const finding = (code: string, status: string, facts?: object) => ({
  code,
  status,
  seen: expect.stringMatching(/./),
  advice: status === "fail" ? expect.stringMatching(/./) : expect.any(String),
  ...(facts && { facts }),
  ms: expect.any(Number),
});

test("a good server: exit 0, and the report as the contract has it", async () => {
  const { args, port } = await goodServer();
  const { exit, json, stderr } = await runCli(["check", ...args, ...from, "--json"], withPassword);
  expect(json).toStrictEqual({
    ok: true,
    host: "localhost",
    port,
    findings: [
      finding("REACHABLE", "pass", { address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) }),
      finding("TLS_VERSION", "pass", { protocol: "TLSv1.3", cipher: expect.stringMatching(/^TLS_/) }),
      finding("CERTIFICATE", "pass", {
        issuer: "Example Public CA",
        names: ["localhost"],
        validFrom: expect.stringMatching(ISO),
        validTo: expect.stringMatching(ISO),
      }),
      finding("AUTH_LOGIN", "pass", { mechanisms: expect.arrayContaining(["LOGIN"]) }),
      finding("CREDENTIALS", "pass", { code: 235 }),
      finding("SENDER", "pass", { code: 250 }),
      finding("PORT", "warn"),
      finding("HOST_NOT_PUBLIC", "warn"),
    ],
  });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
});

test("a bad server: exit 1, each requirement in the table, what to do below it, no colour", async () => {
  const { args } = await badServer();
  const { exit, stdout, stderr } = await runCli(["check", ...args, ...from], withPassword);
  expect(stdout).toMatch(/^✗ {2}CERTIFICATE +it is self-signed/m);
  expect(stdout).toMatch(/^– {2}CREDENTIALS/m);
  expect(stdout).toMatch(/^✗ AUTH_LOGIN: Turn on AUTH LOGIN/m);
  expect(stdout).toMatch(/Not met: CERTIFICATE, AUTH_LOGIN\..*\n$/);
  expect(stdout).not.toContain("\u001b");
  expect({ exit, stderr }).toEqual({ exit: 1, stderr: "" });
});

test("a host where nobody listens: exit 1, and the rest skipped", async () => {
  const server = await startRaw(async () => {});
  await server[Symbol.asyncDispose]();
  const { exit, json } = await runCli(["check", "127.0.0.1", "--port", `${server.port}`, "--json"]);
  expect(exit).toBe(1);
  expect(json).toMatchObject({
    ok: false,
    findings: [
      { code: "REACHABLE", status: "fail" },
      { code: "TLS_VERSION", status: "skipped" },
      {},
      {},
      {},
      {},
      {},
      { code: "HOST_NOT_PUBLIC" },
    ],
  });
});

test("where only this machine failed, nothing is said of Auth0, and no more than the contract's names are printed", async () => {
  const { port } = stopped(await startRaw(async () => {}));
  const call = ["check", "127.0.0.1", "--port", `${port}`, "--timeout", "0.3"];
  const { exit, stdout } = await runCli(call);
  expect({ exit, stdout }).toEqual({
    exit: 1,
    stdout: expect.stringMatching(
      /give it more time: .*--timeout[\s\S]*\nNot met, as seen from this machine: REACHABLE\. .*\n$/,
    ),
  });
  expect(stdout).not.toContain("Auth0 could not send mail");
  expect(Object.keys(Object((await runCli([...call, "--json"])).json))).toEqual([
    "ok",
    "host",
    "port",
    "findings",
  ]);
});

test("a server that does not like this machine's name: a warning, until --ehlo-name gives it another", async () => {
  const { port } = stopped(
    await startRaw(async (socket) => {
      socket.write("220 strict.example.com ESMTP\r\n");
      for await (const line of socket) {
        socket.write(
          `${line}` === "EHLO runner.acme.com\r\n" ? "250 strict\r\n" : "501 5.5.4 Invalid domain name\r\n",
        );
      }
    }),
  );
  const call = ["check", "127.0.0.1", "--port", `${port}`];
  const { exit, stdout } = await runCli(call);
  expect(stdout).toMatch(/^! {2}REACHABLE .*this machine's name in EHLO: "501 5\.5\.4/m);
  expect(stdout).toMatch(/^! REACHABLE: .*--ehlo-name.*[\s\S]*\nNothing failed\. Not tested: TLS_VERSION, /m);
  expect({ exit, unfit: stdout.includes("Auth0 could not") }).toEqual({ exit: 0, unfit: false });
  const named = await runCli([...call, "--ehlo-name", "runner.acme.com", "--json"]);
  expect(named.json).toMatchObject({
    findings: expect.arrayContaining([expect.objectContaining({ code: "REACHABLE", status: "pass" })]),
  });
});

test("--timeout is in seconds and covers the whole run", async () => {
  const { port } = stopped(await startRaw(async () => {}));
  const { exit, json } = await runCli([
    "check",
    "127.0.0.1",
    "--port",
    `${port}`,
    "--timeout",
    "0.5",
    "--json",
  ]);
  expect(exit).toBe(1);
  expect(json).toMatchObject({
    findings: expect.arrayContaining([
      expect.objectContaining({ code: "REACHABLE", seen: expect.stringContaining("within 0.5 s") }),
    ]),
  });
});

test("--secure has TLS from the start on any port", async () => {
  const { args } = await goodServer({ secure: true });
  const { exit, json } = await runCli(["check", ...args, "--secure", "--json"], withPassword);
  expect(exit).toBe(0);
  expect(json).toMatchObject({ ok: true });
});

test("advice is silenced by its code", async () => {
  const { args } = await goodServer();
  const { json } = await runCli(
    ["check", ...args, "--silence", "HOST_NOT_PUBLIC,PORT_UNUSUAL", "--json"],
    withPassword,
  );
  expect(json).toMatchObject({ findings: [{}, {}, {}, {}, {}, {}, { code: "PORT", status: "pass" }] });
});

describe("the password", () => {
  const login = (status: string) => ({
    findings: expect.arrayContaining([expect.objectContaining({ code: "CREDENTIALS", status })]),
  });

  test.each([
    { source: "a file, without the line break at its end", content: `${account.password}\n`, status: "pass" },
    { source: "a file, and not another password from SMTP_PASSWORD", content: "wrong", status: "fail" },
  ])("comes from $source", async ({ content, status }) => {
    const { args, folder } = await goodServer();
    const file = join(folder, "password");
    await writeFile(file, content);
    const { exit, json } = await runCli(["check", ...args, "--password-file", file, "--json"], withPassword);
    expect(json).toMatchObject(login(status));
    expect(exit).toBe(status === "pass" ? 0 : 1);
  });

  test("is not asked for without a terminal: then the login is skipped, and all is well", async () => {
    const { args } = await goodServer();
    const { exit, json } = await runCli(["check", ...args, "--json"]);
    expect(json).toMatchObject(login("skipped"));
    expect(exit).toBe(0);
  });

  test("is warned of where it has characters that cannot be seen", async () => {
    const env = { SMTP_PASSWORD: `${secrets.typo}\u200b` };
    const { exit, stderr } = await runCli(["check", "127.0.0.1", "--port", "1", "--username", "acme"], {
      env,
    });
    const said = "The password in SMTP_PASSWORD has a zero-width character in it.";
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: expect.stringContaining(said) });
  });

  test("is not in the output where the server repeats it", async () => {
    const onAuth: NonNullable<Parameters<typeof goodServer>[0]>["onAuth"] = ({ password }, _session, done) =>
      done(new Error(`no such password: ${password} ${Buffer.from(`${password}`).toString("base64")}`));
    const { args } = await goodServer({ onAuth });
    for (const form of [["--json"], []]) {
      const { exit, stdout } = await runCli(["check", ...args, ...form], withPassword);
      expect({ exit, stdout }).toEqual({ exit: 1, stdout: expect.stringContaining("[password]") });
    }
  });
});

describe("called wrongly: exit 2, in words, nothing on standard output", () => {
  test.each([
    ["no host", [], "Missing required argument 'host'."],
    ["two hosts", ["one", secrets.typo], "Too many arguments"],
    ["a port out of range", ["host", "--port", "70000"], "--port must be from 1 to 65535."],
    ["a port that is none", ["host", "--port", secrets.typo], "--port must be a whole number."],
    ["a host with a scheme", ["smtp://host"], "<host> must be a host name without a scheme."],
    ["a host from a template", ["##SMTP_HOST##"], "<host> still has an unresolved placeholder"],
    ["a From that is none", ["host", "--from", secrets.typo], "--from must be an e-mail address"],
    ["two Froms", ["host", "--from", "a@b.example, c@d.example <e@f.example>"], "--from must be one mailbox"],
    [
      "a From without its quotes",
      ["host", "--from", "Acme <EU> <a@b.example>"],
      "--from must have the name in",
    ],
    [
      "a bad name for EHLO",
      ["host", "--ehlo-name", "192.0.2.1"],
      "--ehlo-name must be a host name, or an address in",
    ],
    ["a command for EHLO", ["host", "--ehlo-name", "x\r\nDATA"], "--ehlo-name must not contain line breaks"],
    ["no time at all", ["host", "--timeout", "0"], "--timeout must be from 0.1 to 600 seconds."],
    ["an unknown code", ["host", "--silence", secrets.typo], "--silence must be of PORT_25,"],
    [
      "a file that is not there",
      ["host", "--password-file", "/none"],
      "The file of --password-file does not exist (a relative path starts from",
    ],
    ["a CA that is not there", ["host", "--extra-ca", "/none"], "The file of --extra-ca does not exist"],
    ["a CA that is none", ["host", "--extra-ca", "package.json"], "The file of --extra-ca must be PEM text"],
    ["an option without value", ["host", "--port"], "argument missing"],
    [
      "the password as an argument",
      ["host", `--password=abc'${secrets.typo}`],
      "The password is never an argument",
    ],
    [
      "the password as an argument",
      ["host", "--password", secrets.typo],
      "The password is never an argument",
    ],
    ["the password as an argument", ["host", `-p'${secrets.typo}`], "The password is never an argument"],
    ["an unknown option", ["host", "--pasword", secrets.typo], "Unknown option '--pasword'."],
  ])("%s", async (_what, args, message) => {
    const { exit, stdout, stderr } = await runCli(["check", ...args]);
    expect({ exit, stdout, stderr }).toEqual({
      exit: 2,
      stdout: "",
      stderr: expect.stringContaining(message),
    });
    expect(stderr).toMatch(/^INVALID_INPUT: [^\n]* Nothing was done\. [^\n]+\n$/);
  });

  test("several faults are told together", async () => {
    const { stderr } = await runCli(["check", "a host", "--port", "0", "--timeout", "x"]);
    expect(stderr).toMatch(/<host> must .* --port must .* --timeout must /);
  });

  test.each([
    ["check", "--json"],
    ["check", "host", "--unknown", "--json"],
  ])("with --json it is one JSON value all the same: %s %s", async (...args) => {
    const { exit, json, stderr } = await runCli(args);
    expect({ exit, json }).toEqual({
      exit: 2,
      json: { ok: false, error: { code: "INVALID_INPUT", message: stderr.trim() } },
    });
  });

  test("a password file in UTF-16", async () => {
    const file = join(await temporaryFolder(), "password");
    await writeFile(file, `\ufeff${secrets.smtpPassword}\r\n`, "utf16le");
    const { exit, stderr } = await runCli(["check", "host", "--password-file", file]);
    const said = "The file of --password-file is in UTF-16; save it as UTF-8.";
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining(said) });
  });

  test("an empty password file", async () => {
    const file = join(await temporaryFolder(), "password");
    await writeFile(file, "\n");
    const { exit, stderr } = await runCli(["check", "host", "--password-file", file]);
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining("must not be empty") });
  });
});
