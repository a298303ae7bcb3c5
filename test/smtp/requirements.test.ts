import { once } from "node:events";
import { createServer } from "node:net";
import type { SMTPServerOptions } from "smtp-server";
import { beforeAll, describe, expect, test } from "vitest";
import { type Finding, type PreflightOptions, preflight } from "../../provider/smtp/index.ts";
import { certify, type Identity } from "./certificates.ts";
import { account, startServer } from "./servers.ts";

let ca: Identity;
let intermediate: Identity;
let good: Identity;

beforeAll(async () => {
  ca = await certify({ name: "Test CA" });
  intermediate = await certify({ name: "Test Intermediate", issuer: ca });
  good = await certify({ name: "mail", issuer: ca, hosts: ["localhost", "127.0.0.1"] });
});

/** Each requirement's finding, from a preflight of a real server that is good but for `server`. */
async function judge(server: SMTPServerOptions, options: Partial<PreflightOptions> = {}) {
  await using running = await startServer({ key: good.key, cert: good.pem, ...server });
  const { ok, findings } = await preflight({
    host: "localhost",
    port: running.port,
    ...account,
    from: "no-reply@acme.com",
    extraCa: ca.pem,
    ...options,
  });
  return { ok, ...Object.fromEntries(findings.map((finding) => [finding.code, finding])) };
}

const finding = (status: Finding["status"], seen: RegExp, advice = /./) => ({
  status,
  seen: expect.stringMatching(seen),
  advice: expect.stringMatching(advice),
});
const skipped = { status: "skipped", seen: expect.stringMatching(/^not tested: /) };

class Refusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

// smtp-server waits a while before it greets: side by side that costs nothing.
describe.concurrent("REACHABLE", () => {
  test.each(["no-such-host.invalid", ""])("a name that is not in DNS: %j", async (host) => {
    const { findings } = await preflight({ host, port: 587 });
    expect(findings[0]).toMatchObject({ code: "REACHABLE", ...finding("fail", /^DNS /, /spelling/) });
    expect(findings.slice(1, 6).map(({ status }) => status)).toEqual(Array(5).fill("skipped"));
  });

  test("a port where nobody listens", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    server.close();
    await once(server, "close");
    const port = typeof address === "object" && address ? address.port : 0;
    const { ok, findings } = await preflight({ host: "127.0.0.1", port });
    expect(ok).toBe(false);
    expect(findings[0]).toMatchObject(finding("fail", /ECONNREFUSED/, /firewall/));
  });

  test("a greeting that refuses, for good and for now", async () => {
    const refuse = (code: number): SMTPServerOptions => ({
      onConnect: (_session, done) => done(new Refusal(code, "go away")),
    });
    expect(await judge(refuse(554))).toMatchObject({
      ok: false,
      REACHABLE: finding("fail", /greets with "554 go away"$/, /admit Auth0/),
      TLS_VERSION: skipped,
    });
    expect(await judge(refuse(421))).toMatchObject({
      REACHABLE: finding("fail", /"421 go away", a temporary refusal$/, /try again/),
    });
  });
});

describe.concurrent("TLS_VERSION", () => {
  test("no STARTTLS: the password stays here", async () => {
    let logins = 0;
    const plain: SMTPServerOptions = {
      disabledCommands: ["STARTTLS"],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(null, { user: logins++ }),
    };
    expect(await judge(plain)).toMatchObject({
      ok: false,
      REACHABLE: finding("pass", /^connected to 127.0.0.1, greeted with "220 /, /^$/),
      TLS_VERSION: finding("fail", /no STARTTLS/, /TLS 1\.2/),
      CERTIFICATE: skipped,
      AUTH_LOGIN: skipped,
      CREDENTIALS: skipped,
      SENDER: skipped,
    });
    expect(logins).toBe(0);
  });

  test.each(["TLSv1", "TLSv1.1"] as const)("%s at most", async (version) => {
    let logins = 0;
    const old = {
      minVersion: "TLSv1" as const,
      maxVersion: version,
      ciphers: "DEFAULT:@SECLEVEL=0",
      onAuth: (_auth, _session, done) => done(null, { user: logins++ }),
    } satisfies SMTPServerOptions;
    for (const secure of [false, true]) {
      expect(await judge({ ...old, secure }, { secure })).toMatchObject({
        ok: false,
        TLS_VERSION: finding("fail", new RegExp(`^${version} at most$`), /TLS 1\.2 and 1\.3/),
        CERTIFICATE: { status: "pass" },
        AUTH_LOGIN: { status: "pass" },
        CREDENTIALS: skipped,
      });
    }
    expect(logins).toBe(0);
  });

  test.each(["TLSv1.2", "TLSv1.3"] as const)("%s", async (version) => {
    const only = { minVersion: version, maxVersion: version };
    expect(await judge(only)).toMatchObject({
      ok: true,
      TLS_VERSION: finding("pass", new RegExp(`^${version}, `), /^$/),
    });
  });

  test("TLS from the start where there is STARTTLS, and the other way round", async () => {
    expect(await judge({ secure: false }, { secure: true })).toMatchObject({
      REACHABLE: { status: "pass" },
      TLS_VERSION: finding("fail", /not TLS/, /wants STARTTLS/),
    });
    expect(await judge({ secure: true }, { secure: false, timeoutSeconds: 1 })).toMatchObject({
      REACHABLE: finding("fail", /no greeting/, /silent until TLS/),
      TLS_VERSION: skipped,
    });
  });
});

describe.concurrent("CERTIFICATE", () => {
  const hosts = ["localhost"];
  const serve = ({ key, pem }: Identity, ...issuers: Identity[]): SMTPServerOptions => ({
    key,
    cert: [pem, ...issuers.map((issuer) => issuer.pem)].join("\n"),
  });
  const notTrusted = {
    ok: false,
    TLS_VERSION: { status: "pass" },
    AUTH_LOGIN: { status: "pass" },
    CREDENTIALS: skipped,
  };

  test("a whole chain, valid for long", async () => {
    const leaf = await certify({ name: "mail", issuer: intermediate, hosts });
    expect(await judge(serve(leaf, intermediate))).toMatchObject({
      ok: true,
      CERTIFICATE: finding("pass", /^issued by "Test Intermediate", valid until \d{4}-\d\d-\d\d$/, /^$/),
    });
  });

  test("the intermediate missing", async () => {
    const leaf = await certify({ name: "mail", issuer: intermediate, hosts });
    expect(await judge(serve(leaf))).toMatchObject({
      ...notTrusted,
      CERTIFICATE: finding("fail", /incomplete.*"Test Intermediate"/, /send all intermediate/),
    });
  });

  test("a private CA, with and without its root sent along", async () => {
    const leaf = await certify({ name: "mail", issuer: intermediate, hosts });
    const withoutExtra = { extraCa: undefined };
    expect(await judge(serve(leaf, intermediate), withoutExtra)).toMatchObject({
      ...notTrusted,
      CERTIFICATE: finding("fail", /"Test CA" is not a public root/, /public CA/),
    });
    expect(await judge(serve(leaf, intermediate, ca), withoutExtra)).toMatchObject({
      ...notTrusted,
      CERTIFICATE: finding("fail", /from "Test CA", which is not a public CA/, /public CA/),
    });
  });

  test("self-signed", async () => {
    const lonely = await certify({ name: "mail", hosts });
    expect(await judge(serve(lonely))).toMatchObject({
      ...notTrusted,
      CERTIFICATE: finding("fail", /self-signed/, /public CA/),
    });
  });

  test("expired, not yet valid, and soon to expire", async () => {
    const expired = await certify({ name: "mail", issuer: ca, hosts, valid: [-30, -2] });
    expect(await judge(serve(expired))).toMatchObject({
      ...notTrusted,
      CERTIFICATE: finding("fail", /^"mail" expired on \d{4}-/, /Renew/),
    });
    const future = await certify({ name: "mail", issuer: ca, hosts, valid: [2, 30] });
    expect(await judge(serve(future))).toMatchObject({
      ...notTrusted,
      CERTIFICATE: finding("fail", /^"mail" is not valid before \d{4}-/, /clocks/),
    });
    const soon = await certify({ name: "mail", issuer: ca, hosts, valid: [-60, 20.5] });
    expect(await judge(serve(soon))).toMatchObject({
      ok: true,
      CERTIFICATE: finding("warn", /: 20 days$/, /Renew/),
      CREDENTIALS: { status: "pass" },
    });
  });

  test("an expired intermediate", async () => {
    const old = await certify({ name: "Old Intermediate", issuer: ca, valid: [-30, -2] });
    const leaf = await certify({ name: "mail", issuer: old, hosts });
    expect(await judge(serve(leaf, old))).toMatchObject({
      ...notTrusted,
      CERTIFICATE: finding("fail", /^"Old Intermediate" expired/, /Renew/),
    });
  });

  test("for another host, and all faults at once", async () => {
    const other = await certify({ name: "mail", issuer: ca, hosts: ["smtp.other.test"] });
    expect(await judge(serve(other))).toMatchObject({
      ...notTrusted,
      CERTIFICATE: finding("fail", /^it is for "DNS:smtp.other.test", not for localhost$/, /host name/),
    });
    const worst = await certify({ name: "mail", hosts: ["smtp.other.test"], valid: [-30, -2] });
    expect(await judge(serve(worst))).toMatchObject({
      CERTIFICATE: finding("fail", /self-signed; "mail" expired.*; it is for/),
    });
  });

  test("a CN and no subjectAltName", async () => {
    const old = await certify({ name: "mail.acme.com", issuer: ca });
    expect(await judge(serve(old))).toMatchObject({
      ...notTrusted,
      CERTIFICATE: finding(
        "fail",
        /^it is not for localhost: .*only a CN "mail.acme.com"$/,
        /subjectAltName/,
      ),
    });
  });

  test("keys and signatures that are too weak", async () => {
    // What servers still show that nobody has looked after for years; ours must be told to show it.
    const show = (leaf: Identity, ...issuers: Identity[]) =>
      judge({ ...serve(leaf, ...issuers), ciphers: "DEFAULT:@SECLEVEL=0" });
    const short = await certify({ name: "mail", issuer: ca, hosts, rsaBits: 1024 });
    expect(await show(short)).toMatchObject({
      ...notTrusted,
      CERTIFICATE: finding("fail", /^"mail" has an RSA key of 1024 bits: too weak$/, /2048 bits/),
    });
    const old = await certify({ name: "mail", issuer: ca, hosts, sha1: true });
    expect(await show(old)).toMatchObject({
      ...notTrusted,
      CERTIFICATE: finding("fail", /^"mail" has a signature with SHA-1: too weak$/, /SHA-256/),
    });
    const shortCa = await certify({ name: "Old CA", issuer: ca, rsaBits: 1024 });
    const under = await certify({ name: "mail", issuer: shortCa, hosts });
    expect(await show(under, shortCa)).toMatchObject({
      ...notTrusted,
      CERTIFICATE: finding("fail", /^"Old CA" has an RSA key of 1024 bits: too weak$/, /2048 bits/),
    });
  });

  test("an address instead of a name", async () => {
    expect(await judge({}, { host: "127.0.0.1" })).toMatchObject({
      ok: true,
      CERTIFICATE: { status: "pass" },
    });
  });
});

describe.concurrent("AUTH_LOGIN", () => {
  test.each([["PLAIN"], ["CRAM-MD5"], ["XOAUTH2"]])("%s only", async (mechanism) => {
    expect(await judge({ authMethods: [mechanism] })).toMatchObject({
      ok: false,
      CERTIFICATE: { status: "pass" },
      AUTH_LOGIN: finding("fail", new RegExp(`offers "${mechanism}"`), /Action.*custom e-mail provider/),
      CREDENTIALS: skipped,
      SENDER: skipped,
    });
  });

  test("no AUTH at all", async () => {
    expect(await judge({ disabledCommands: ["AUTH"] })).toMatchObject({
      AUTH_LOGIN: finding("fail", /no AUTH at all/, /AUTH LOGIN/),
    });
  });
});

describe.concurrent("CREDENTIALS", () => {
  test("accepted", async () => {
    expect(await judge({})).toMatchObject({ ok: true, CREDENTIALS: finding("pass", /^accepted$/, /^$/) });
  });

  test("refused, in the server's own words", async () => {
    expect(await judge({}, { password: "wrong" })).toMatchObject({
      ok: false,
      CREDENTIALS: finding("fail", /"535 Authentication credentials invalid"/, /password/),
      SENDER: skipped,
    });
  });

  test("refused, where servers may expect another encoding", async () => {
    const hint = /differ in the encoding/;
    expect(await judge({}, { password: "pässwort" })).toMatchObject({
      CREDENTIALS: finding("fail", /535/, hint),
    });
    expect(await judge({}, { username: "ácme" })).toMatchObject({
      CREDENTIALS: finding("fail", /535/, hint),
    });
    expect(await judge({}, { password: "wrong" })).not.toMatchObject({
      CREDENTIALS: finding("fail", /535/, hint),
    });
  });

  test("refused for now", async () => {
    const busy: SMTPServerOptions = {
      onAuth: (_auth, _session, done) => done(new Refusal(454, "4.7.0 later")),
    };
    expect(await judge(busy)).toMatchObject({
      CREDENTIALS: finding("fail", /"454 4\.7\.0 later", a temporary refusal/, /try again/),
    });
  });

  test("none given", async () => {
    expect(await judge({}, { password: undefined })).toMatchObject({
      ok: true,
      AUTH_LOGIN: { status: "pass" },
      CREDENTIALS: { status: "skipped", seen: "not tested: no password given" },
      SENDER: skipped,
    });
    expect(await judge({}, { username: undefined })).toMatchObject({
      CREDENTIALS: { status: "skipped", seen: "not tested: no user name given" },
    });
  });
});

describe.concurrent("SENDER", () => {
  test("refused as a sender fails, for good and for now", async () => {
    const refuse = (code: number): SMTPServerOptions => ({
      onMailFrom: (_address, _session, done) => done(new Refusal(code, "not you")),
    });
    expect(await judge(refuse(550))).toMatchObject({
      ok: false,
      CREDENTIALS: { status: "pass" },
      SENDER: finding("fail", /^MAIL FROM is refused: "550 not you"$/, /verify/),
    });
    expect(await judge(refuse(451))).toMatchObject({
      SENDER: finding("fail", /"451 not you", a temporary refusal$/, /try again/),
    });
  });

  test("refused as a recipient warns", async () => {
    const refuse: SMTPServerOptions = {
      onRcptTo: (_address, _session, done) => done(new Refusal(550, "no mailbox")),
    };
    expect(await judge(refuse)).toMatchObject({
      ok: true,
      SENDER: finding("warn", /RCPT TO is refused: "550 no mailbox"$/),
    });
  });

  test("none given", async () => {
    expect(await judge({}, { from: undefined })).toMatchObject({ ok: true, SENDER: skipped });
  });

  test("no mail is sent", async () => {
    const heard: string[] = [];
    const server: SMTPServerOptions = {
      onMailFrom: ({ address }, _session, done) => done(void heard.push(`from ${address}`)),
      onRcptTo: ({ address }, _session, done) => done(void heard.push(`to ${address}`)),
      onData: (_stream, _session, done) => done(void heard.push("data")),
    };
    await judge(server, { from: "Acme <no-reply@acme.com>" });
    expect(heard).toEqual(["from no-reply@acme.com", "to no-reply@acme.com"]);
  });
});
