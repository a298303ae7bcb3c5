import { describe, expect, test } from "vitest";
import { startRaw } from "../smtp/servers.ts";
import { badServer, goodServer, stopped, withPassword } from "./mail-servers.ts";
import { runCli, secrets } from "./run-cli.ts";

const letter = ["--from", "Acme <no-reply@acme.com>", "--to", "jane@example.com"];

test.each([{ secure: false }, { secure: true }])(
  "one mail is sent, and its Message-ID told: TLS from the start $secure",
  async ({ secure }) => {
    const { args, mails, port } = await goodServer({ secure });
    const tls = secure ? ["--secure"] : [];
    const { exit, json, stderr } = await runCli(
      ["send-test", ...args, ...tls, ...letter, "--json"],
      withPassword,
    );
    expect(mails).toHaveLength(1);
    const messageId = /^Message-ID: (.*)\r$/m.exec(mails[0] ?? "")?.[1];
    expect(json).toEqual({
      ok: true,
      host: "localhost",
      port,
      sent: true,
      messageId,
      answer: '"250 OK: message queued"',
      ms: expect.any(Number),
      findings: expect.arrayContaining([expect.objectContaining({ code: "CREDENTIALS", status: "pass" })]),
    });
    expect(messageId).toMatch(/^<.+@acme\.com>$/);
    expect(mails[0]).toMatch(/^From: Acme <no-reply@acme\.com>\r\nTo: jane@example\.com\r$/m);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  },
);

test("From is what was judged, to the letter: the mail library does not parse it again", async () => {
  const senders: string[] = [];
  const { args, mails } = await goodServer({
    onMailFrom: ({ address }, _session, done) => done(void senders.push(address)),
  });
  const from = '"Acme <EU>, \\"Inc.\\" (x@evil.example)" <no-reply@acme.com>';
  const { exit } = await runCli(["send-test", ...args, ...letter.slice(2), "--from", from], withPassword);
  expect({ exit, senders }).toEqual({ exit: 0, senders: ["no-reply@acme.com", "no-reply@acme.com"] });
  expect(mails[0]).toContain(`From: ${from}\r\nTo: jane@example.com\r\n`);
});

test("in words, too", async () => {
  const { args, mails } = await goodServer();
  const { exit, stdout } = await runCli(["send-test", ...args, ...letter], withPassword);
  const messageId = /^Message-ID: (.*)\r$/m.exec(mails[0] ?? "")?.[1] ?? "";
  expect(stdout).toContain(`  Message-ID: ${messageId}\n  The server: "250 OK: message queued"\n`);
  expect(exit).toBe(0);
});

test("a server that does not pass the check gets no mail, and no password", async () => {
  let logins = 0;
  const { args } = await badServer({
    onAuth: (_auth, _session, done) => {
      logins++;
      done(null, { user: "acme" });
    },
  });
  const { exit, json } = await runCli(["send-test", ...args, ...letter, "--json"], withPassword);
  expect({ exit, json, logins }).toMatchObject({
    exit: 1,
    json: { ok: false, sent: false, seen: expect.stringContaining("(CERTIFICATE, AUTH_LOGIN)") },
    logins: 0,
  });
  const { stdout } = await runCli(["send-test", ...args, ...letter], withPassword);
  expect(stdout).toMatch(/✗ {2}CERTIFICATE[\s\S]*✗ No mail was sent to jane@example\.com/);
});

test("a server without TLS hears nothing but EHLO and QUIT", async () => {
  let heard = "";
  const { port } = stopped(
    await startRaw(async (socket) => {
      socket.write("220 plain.example.com ESMTP\r\n");
      for await (const chunk of socket) {
        heard += chunk;
        socket.write(`${chunk}`.startsWith("EHLO") ? "250-plain\r\n250 AUTH LOGIN PLAIN\r\n" : "221 bye\r\n");
      }
    }),
  );
  const args = ["127.0.0.1", "--port", `${port}`, "--username", "acme"];
  const { exit } = await runCli(["send-test", ...args, ...letter], withPassword);
  expect({ exit, heard }).toEqual({
    exit: 1,
    heard: expect.stringMatching(/^EHLO \[127\.0\.0\.1\]\r\nQUIT\r\n$/),
  });
});

test("a refused recipient: exit 1, in the server's words, without the password", async () => {
  const { args, mails } = await goodServer({
    onRcptTo: ({ address }, _session, done) =>
      address === "jane@example.com"
        ? done(new Error(`no mail for her, nor for ${secrets.smtpPassword}`))
        : done(),
  });
  const { exit, json } = await runCli(["send-test", ...args, ...letter, "--json"], withPassword);
  expect(json).toMatchObject({
    ok: false,
    sent: false,
    seen: 'the server answers RCPT TO with "550 no mail for her, nor for [password]"',
    advice: expect.stringMatching(/./),
  });
  expect({ exit, mails }).toEqual({ exit: 1, mails: [] });
});

test("a mail that is refused once it was seen: what to do says so, and for now is told from for good", async () => {
  for (const [responseCode, seen, advice] of [
    [554, '"554 no"', /Check the From address.*whole mail/],
    [451, '"451 no", a temporary refusal', /try again/],
  ] as const) {
    const { args } = await goodServer({
      onData: (stream, _session, done) => {
        stream.resume().once("end", () => done(Object.assign(new Error("no"), { responseCode })));
      },
    });
    const { exit, json } = await runCli(["send-test", ...args, ...letter, "--json"], withPassword);
    expect({ exit, json }).toMatchObject({
      exit: 1,
      json: {
        sent: false,
        seen: `the server answers DATA with ${seen}`,
        advice: expect.stringMatching(advice),
      },
    });
  }
});

test("--ehlo-name is this machine's name in the check and in the sending", async () => {
  const names: string[] = [];
  const { args } = await goodServer({
    onMailFrom: (_address, { hostNameAppearsAs }, done) => done(void names.push(hostNameAppearsAs)),
  });
  await runCli(["send-test", ...args, ...letter, "--ehlo-name", "runner.acme.com"], withPassword);
  await runCli(["send-test", ...args, ...letter], withPassword);
  expect(names).toEqual(["runner.acme.com", "runner.acme.com", "[127.0.0.1]", "[127.0.0.1]"]);
});

test("a server that falls silent: exit 1 after the time that was given", async () => {
  const { args } = await goodServer({ onData: (stream) => void stream.resume() });
  const { exit, json } = await runCli(
    ["send-test", ...args, ...letter, "--timeout", "1", "--json"],
    withPassword,
  );
  expect({ exit, json }).toMatchObject({
    exit: 1,
    json: { sent: false, seen: "the server did not accept the mail within 1 s" },
  });
});

describe("called wrongly: exit 2, and no mail", () => {
  test.each([
    ["no recipient", ["--from", "a@b.example"], "'--to <address>' not specified"],
    [
      "a recipient with a name",
      [...letter.slice(0, 2), "--to", "Jane <jane@example.com>"],
      "--to must be a bare e-mail address.",
    ],
    [
      "two recipients",
      [...letter.slice(0, 2), "--to", "a@example.com,b@example.com"],
      "--to must be one mailbox, not several",
    ],
    ["no From", letter.slice(2), "--from is required."],
  ])("%s", async (_what, more, message) => {
    const { args, mails } = await goodServer();
    const { exit, stderr } = await runCli(["send-test", ...args, ...more], withPassword);
    expect({ exit, stderr, mails }).toEqual({ exit: 2, stderr: expect.stringContaining(message), mails: [] });
  });

  test("no password, and nobody to ask", async () => {
    const { args } = await goodServer();
    const { exit, stderr } = await runCli(["send-test", ...args, ...letter]);
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining("There is no password") });
  });
});
