import { beforeAll, describe, expect, test, vi } from "vitest";
import { type PreflightOptions, preflight } from "../../provider/smtp/index.ts";
import { certify, type Identity } from "./certificates.ts";
import { MISDEEDS, type Misdeed, type Stage, startHostile } from "./hostile-server.ts";
import { account } from "./servers.ts";

let ca: Identity;
let leaf: Identity;

beforeAll(async () => {
  ca = await certify({ name: "Test CA" });
  leaf = await certify({ name: "mail", issuer: ca, hosts: ["localhost"] });
});

const { username, password } = account;
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** Whatever shows one of these gives the password away. */
const GIVEAWAYS = [
  password,
  base64(password),
  base64(password).replaceAll("=", ""),
  base64(`\0${username}\0${password}`),
  base64(`${username}:${password}`),
  Buffer.from(`\0${username}\0${password}`).toString("base64url"),
];

async function report(server: { port: number }, options: Partial<PreflightOptions> = {}) {
  const from = "no-reply@acme.com";
  return await preflight({
    host: "localhost",
    port: server.port,
    ...account,
    from,
    extraCa: ca.pem,
    ...options,
  });
}

describe("a server that repeats the password", () => {
  const says: Record<string, (secret: string) => string> = {
    "in a refusal": (secret) => `550 5.7.8 no: ${secret}\r\n`,
    "in a refusal of many lines": (secret) => `450-${secret}\r\n450-and ${secret}.\r\n450 ${secret}\r\n`,
    "in a welcome": (secret) => `250-${secret}\r\n250-AUTH ${secret}\r\n250 AUTH=${secret}\r\n`,
    "in no SMTP": (secret) => `what is ${secret}?\r\n`,
    "in a line that is cut short": (secret) => `550 ${"x".repeat(288)} ${secret}\r\n`,
  };
  const stages: Stage[] = [
    "greet",
    "hello",
    "starttls",
    "offer",
    "auth",
    "username",
    "password",
    "mail",
    "rcpt",
  ];
  const cases = stages.flatMap((stage) => Object.entries(says).map(([how, line]) => ({ stage, how, line })));

  test.each(cases)("at $stage, $how", async ({ stage, line }) => {
    for (const secret of GIVEAWAYS) {
      const echo: Misdeed = (socket) => void socket.end(line(secret));
      await using server = await startHostile(leaf, stage, echo);
      const told = JSON.stringify(await report(server));
      for (const giveaway of GIVEAWAYS) {
        expect(told).not.toContain(giveaway);
        expect(told.toLowerCase()).not.toContain(giveaway.toLowerCase());
      }
      expect(told).not.toContain(secret.slice(0, 12));
    }
  });

  test("in its certificate", async () => {
    const chatty = await certify({ name: password.replaceAll("+", " "), hosts: ["localhost"] });
    await using server = await startHostile(chatty, "quit", MISDEEDS.closes);
    const sayings = JSON.stringify(await report(server, { password: password.replaceAll("+", " ") }));
    expect(sayings).toContain("self-signed");
    expect(sayings).not.toContain("correct horse");
  });
});

test("the password is sent once, to a server that has passed, and under TLS", async () => {
  await using server = await startHostile(leaf, "quit", MISDEEDS.closes);
  expect(await report(server)).toMatchObject({ ok: true });
  await vi.waitFor(() => expect(server.heard.secured).toContain("QUIT\r\n"));
  expect(server.heard.plain).toEqual([expect.stringMatching(/^EHLO \[127\.0\.0\.1\]\r\n$/), "STARTTLS\r\n"]);
  expect(server.heard.secured).toEqual([
    expect.stringMatching(/^EHLO /),
    "AUTH LOGIN\r\n",
    `${base64(username)}\r\n`,
    `${base64(password)}\r\n`,
    "MAIL FROM:<no-reply@acme.com>\r\n",
    "RCPT TO:<no-reply@acme.com>\r\n",
    "RSET\r\n",
    "QUIT\r\n",
  ]);
});

test("a server without a public certificate does not get it", async () => {
  await using server = await startHostile(leaf, "quit", MISDEEDS.closes);
  expect(await report(server, { extraCa: undefined })).toMatchObject({ ok: false });
  await vi.waitFor(() => expect(server.heard.secured).toContain("QUIT\r\n"));
  expect(server.heard.secured).toEqual([expect.stringMatching(/^EHLO /), "QUIT\r\n"]);
});

describe("what could smuggle in a command is not sent", () => {
  test.each(["\r\n", "\r", "\n", "\0"])("in the user name: %j", async (smuggler) => {
    await using server = await startHostile(leaf, "quit", MISDEEDS.closes);
    const { ok, findings } = await report(server, { username: `acme${smuggler}DATA` });
    expect(ok).toBe(false);
    expect(findings[4]).toMatchObject({
      code: "CREDENTIALS",
      status: "fail",
      seen: expect.stringContaining("not sent"),
    });
    await vi.waitFor(() => expect(server.heard.secured).toContain("QUIT\r\n"));
    expect(server.heard.secured).toEqual([expect.stringMatching(/^EHLO /), "QUIT\r\n"]);
  });

  test.each([
    "a@acme.com>\r\nDATA",
    "a@acme.com\n",
    "Acme <a@acme.com\0>",
    "<a@acme.com>\r\nRCPT TO:<b@acme.com>",
    "a b@acme.com",
    "nobody",
  ])("in the From address: %j", async (from) => {
    await using server = await startHostile(leaf, "quit", MISDEEDS.closes);
    const { ok, findings } = await report(server, { from });
    expect(ok).toBe(false);
    expect(findings[5]).toMatchObject({
      code: "SENDER",
      status: "fail",
      seen: expect.stringContaining("not sent"),
    });
    expect(server.heard.secured.join("")).not.toContain("MAIL FROM");
  });
});
