import { afterAll, beforeAll, expect, test } from "vitest";
import { type Finding, type PreflightOptions, preflight } from "../../provider/smtp/index.ts";
import { certify, type Identity } from "../smtp/certificates.ts";
import { account } from "../smtp/servers.ts";
import { OWN_SENDER, type Service } from "./postfix-config.ts";
import { type Postfix, startPostfix } from "./postfix-server.ts";

let ca: Identity;
let postfix: Postfix;

beforeAll(async () => {
  ca = await certify({ name: "Test CA" });
  postfix = await startPostfix(await certify({ name: "mail", issuer: ca, hosts: ["localhost"] }));
});
afterAll(() => postfix?.[Symbol.asyncDispose]());

/** The findings on one of Postfix's services by their code; printed too, for the documentation. */
async function judge(service: Service, options: Partial<PreflightOptions> = {}) {
  const { ok, findings } = await preflight({
    host: "localhost",
    port: postfix.port(service),
    secure: service === "tls-from-the-start",
    ...account,
    from: OWN_SENDER,
    extraCa: ca.pem,
    ...options,
  });
  const requirements = findings.filter(({ code }) => code !== "PORT" && code !== "PORT_UNUSUAL");
  console.log(`\n  ${expect.getState().currentTestName}`);
  for (const { code, status, seen } of requirements) {
    console.log(`    ${status.padEnd(8)}${code.padEnd(12)} ${seen}`);
  }
  return { ok, ...Object.fromEntries(requirements.map((finding) => [finding.code, finding])) };
}

const is = (status: Finding["status"], seen: RegExp) => ({ status, seen: expect.stringMatching(seen) });
const passes = { status: "pass" };
const skipped = { status: "skipped" };

test("STARTTLS and LOGIN: passes", async () => {
  expect(await judge("starttls")).toMatchObject({
    ok: true,
    REACHABLE: is("pass", /greeted with "220 mail\.acme\.test ESMTP Postfix/),
    TLS_VERSION: is("pass", /^TLSv1\.[23], /),
    CERTIFICATE: passes,
    AUTH_LOGIN: is("pass", /LOGIN/),
    CREDENTIALS: passes,
    SENDER: passes,
  });
});

test("TLS from the start and LOGIN: passes", async () => {
  expect(await judge("tls-from-the-start")).toMatchObject({ ok: true, CREDENTIALS: passes, SENDER: passes });
});

test("PLAIN only: AUTH_LOGIN fails, and the password stays here", async () => {
  expect(await judge("plain-only")).toMatchObject({
    ok: false,
    CERTIFICATE: passes,
    AUTH_LOGIN: {
      ...is("fail", /^offers "PLAIN"$/),
      advice: expect.stringContaining("custom e-mail provider"),
    },
    CREDENTIALS: skipped,
  });
});

test("TLS 1.1 at most: TLS_VERSION fails, and the password stays here", async () => {
  expect(await judge("tls-1.1")).toMatchObject({
    ok: false,
    TLS_VERSION: is("fail", /^TLSv1\.1 at most$/),
    CREDENTIALS: skipped,
  });
});

test("no STARTTLS: TLS_VERSION fails, and the password stays here", async () => {
  expect(await judge("no-tls")).toMatchObject({
    ok: false,
    TLS_VERSION: is("fail", /no STARTTLS/),
    CREDENTIALS: skipped,
  });
});

test("a private CA: CERTIFICATE fails, and the password stays here", async () => {
  expect(await judge("starttls", { extraCa: undefined })).toMatchObject({
    ok: false,
    CERTIFICATE: is("fail", /Test CA/),
    CREDENTIALS: skipped,
  });
});

test("a wrong password: CREDENTIALS fails in Postfix's own words", async () => {
  const findings = await judge("starttls", { password: "wrong-pw-canary" });
  expect(findings).toMatchObject({
    ok: false,
    CREDENTIALS: is("fail", /"535 5\.7\.8 Error: authentication failed: /),
    SENDER: skipped,
  });
  expect(JSON.stringify(findings)).not.toContain("wrong-pw-canary");
});

test("somebody else's From address: SENDER warns, because Postfix waits for RCPT TO", async () => {
  expect(await judge("starttls", { from: "ceo@acme.com" })).toMatchObject({
    ok: true,
    SENDER: is(
      "warn",
      /RCPT TO is refused: "553 5\.7\.1 <ceo@acme\.com>: Sender address rejected: not owned/,
    ),
  });
});

test("somebody else's From address, with smtpd_delay_reject = no: SENDER fails", async () => {
  expect(await judge("strict-sender", { from: "ceo@acme.com" })).toMatchObject({
    ok: false,
    SENDER: is(
      "fail",
      /MAIL FROM is refused: "553 5\.7\.1 <ceo@acme\.com>: Sender address rejected: not owned/,
    ),
  });
});
