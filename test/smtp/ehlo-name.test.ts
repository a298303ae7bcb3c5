import { beforeAll, describe, expect, test, vi } from "vitest";
import { type PreflightOptions, preflight } from "../../provider/smtp/index.ts";
import { certify, type Identity } from "./certificates.ts";
import { MISDEEDS, type Stage, startHostile } from "./hostile-server.ts";
import { account } from "./servers.ts";

let ca: Identity;
let leaf: Identity;

beforeAll(async () => {
  ca = await certify({ name: "Test CA" });
  leaf = await certify({ name: "mail", issuer: ca, hosts: ["localhost"] });
});

async function report(port: number, options: Partial<PreflightOptions> = {}) {
  const { findings, ...rest } = await preflight({
    host: "localhost",
    port,
    ...account,
    from: "no-reply@acme.com",
    extraCa: ca.pem,
    ...options,
  });
  return { ...rest, ...Object.fromEntries(findings.map((finding) => [finding.code, finding])) };
}

/** A server that is good up to a stage, and there answers so. */
const answering = (stage: Stage, reply: string) =>
  startHostile(leaf, stage, (socket) => void socket.end(`${reply}\r\n`));

const skipped = { status: "skipped", seen: expect.stringMatching(/^not tested: /) };
const advice = expect.stringMatching(/ehloName.*--ehlo-name.*says nothing of Auth0/);

/** As real servers put it. */
const REFUSALS = [
  "421-4.7.0 Try again later, closing connection. (EHLO)\r\n421 4.7.0 gsmtp",
  "501 5.5.4 Invalid domain name",
  "501 5.5.4 Invalid argument",
  "501 Syntactically invalid EHLO argument(s)",
  "550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)",
  "504 5.5.2 <[127.0.0.1]>: Helo command rejected: need fully-qualified hostname",
  "450 4.7.1 <runner>: Helo command rejected: Host not found",
  "550 HELO host name must have a dot",
  "553 5.0.0 Your host name is not a FQDN",
];

describe.each(REFUSALS)("%s", (reply) => {
  test.each(["hello", "offer"] as const)(
    "at %s: not the server is unfit, but this machine's name refused",
    async (at) => {
      await using server = await answering(at, reply);
      expect(await report(server.port)).toMatchObject({
        ok: true,
        seenOnlyHere: [],
        REACHABLE: {
          status: "warn",
          seen: expect.stringMatching(
            /^connected to 127\.0\.0\.1, but the server refuses this machine's name in EHLO: "\d/,
          ),
          advice,
        },
        TLS_VERSION: at === "hello" ? skipped : { status: "pass" },
        AUTH_LOGIN: skipped,
        CREDENTIALS: skipped,
        SENDER: skipped,
      });
    },
  );
});

test.each(["mail", "rcpt"] as const)("a refusal that was kept back until %s", async (at) => {
  const reply = "450 4.7.1 <[127.0.0.1]>: Helo command rejected: Host not found";
  await using server = await answering(at, reply);
  expect(await report(server.port)).toMatchObject({
    ok: true,
    CREDENTIALS: { status: "pass" },
    SENDER: { status: "warn", seen: expect.stringContaining("this machine's name in EHLO"), advice },
  });
});

describe("what is no refusal of a name", () => {
  test.each([
    ["500 5.5.1 Command unrecognized: EHLO", /ESMTP/, []],
    ["502 5.5.2 Error: command not recognized", /ESMTP/, []],
    ["554 5.7.1 Client host rejected: cannot find your reverse hostname", /admit Auth0/, ["REACHABLE"]],
    ["550 5.7.1 Service unavailable, client host blocked using a list", /admit Auth0/, ["REACHABLE"]],
    ["421 4.3.2 Service shutting down", /try again/, ["REACHABLE"]],
  ])("%s", async (reply, advice, seenOnlyHere) => {
    await using server = await answering("hello", reply);
    expect(await report(server.port)).toMatchObject({
      ok: false,
      REACHABLE: { status: "fail", advice: expect.stringMatching(advice) },
      seenOnlyHere,
    });
  });

  test("503 5.5.1 Error: send HELO/EHLO first", async () => {
    await using server = await answering("mail", "503 5.5.1 Error: send HELO/EHLO first");
    expect(await report(server.port)).toMatchObject({ ok: false, SENDER: { status: "fail" } });
  });
});

test("ehloName is what this machine calls itself, before TLS and under it", async () => {
  await using server = await startHostile(leaf, "quit", MISDEEDS.closes);
  expect(await report(server.port, { ehloName: "runner.acme.com" })).toMatchObject({ ok: true });
  await vi.waitFor(() => expect(server.heard.secured).toContain("QUIT\r\n"));
  expect(server.heard.plain[0]).toBe("EHLO runner.acme.com\r\n");
  expect(server.heard.secured[0]).toBe("EHLO runner.acme.com\r\n");
});

describe("how far a failure reaches", () => {
  test("a greeting that does not come names the time limit's option", async () => {
    await using server = await startHostile(leaf, "greet", MISDEEDS.hangs);
    expect(await report(server.port, { timeoutSeconds: 0.2 })).toMatchObject({
      REACHABLE: {
        seen: expect.stringContaining("0.2 s"),
        advice: expect.stringMatching(/timeoutSeconds.*--timeout/),
      },
      seenOnlyHere: ["REACHABLE"],
    });
  });

  test("a firewall that writes X over STARTTLS is named", async () => {
    const hello = "250-mail\r\n250-SIZE 14680064\r\n250-XXXXXXXA\r\n250 HELP";
    await using server = await answering("hello", hello);
    expect(await report(server.port)).toMatchObject({
      TLS_VERSION: {
        status: "fail",
        seen: expect.stringMatching(/no STARTTLS, but "XXXXXXXA": a Cisco firewall/),
        advice: expect.stringMatching(/inspect esmtp.*https:\/\/www\.cisco\.com/),
      },
      seenOnlyHere: ["TLS_VERSION"],
    });
  });

  test.each<[Stage, string, string[]]>([
    ["greet", "554 no mail from you", ["REACHABLE"]],
    ["starttls", "454 4.7.0 not now", ["TLS_VERSION"]],
    ["password", "535 5.7.8 wrong", []],
    ["password", "454 4.7.0 later", ["CREDENTIALS"]],
    ["mail", "550 not you", []],
    ["hello", "250 mail", []],
  ])("at %s, %s: seen only here %j", async (stage, reply, seenOnlyHere) => {
    await using server = await answering(stage, reply);
    expect(await report(server.port)).toMatchObject({ ok: false, seenOnlyHere });
  });
});

describe("the server's words", () => {
  test("what is offered twice is named once", async () => {
    await using server = await answering(
      "offer",
      "250-mail\r\n250-AUTH LOGIN PLAIN\r\n250 AUTH=login PLAIN XOAUTH2",
    );
    expect(await report(server.port)).toMatchObject({ AUTH_LOGIN: { seen: 'offers "LOGIN PLAIN XOAUTH2"' } });
  });

  test("an enhanced code that each line repeats is told once", async () => {
    const reply = "550-5.7.1 You may not\r\n550-5.7.1 send as this,\r\n550 5.7.1 see https://example.com";
    await using server = await answering("mail", reply);
    expect(await report(server.port)).toMatchObject({
      SENDER: { seen: 'MAIL FROM is refused: "550 5.7.1 You may not send as this, see https://example.com"' },
    });
  });
});
