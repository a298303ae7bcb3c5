import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { preflight, REQUIREMENTS } from "../../provider/smtp/index.ts";
import { certify, type Identity } from "./certificates.ts";
import { MISDEEDS, STAGES, type Stage, startHostile } from "./hostile-server.ts";
import { account } from "./servers.ts";

let ca: Identity;
let leaf: Identity;

beforeAll(async () => {
  ca = await certify({ name: "Test CA" });
  leaf = await certify({ name: "mail", issuer: ca, hosts: ["localhost"] });
});

// Only the clock of the deadline is in the test's hand: whoever waits for it waits for no real time.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

type Judged = readonly [code: string, status: string] | undefined;

/** Where each stage's failure must show. What follows the answer to RCPT TO does not count. */
const JUDGED: Record<Stage, Judged> = {
  greet: ["REACHABLE", "fail"],
  hello: ["REACHABLE", "fail"],
  starttls: ["TLS_VERSION", "fail"],
  tls: ["TLS_VERSION", "fail"],
  offer: ["AUTH_LOGIN", "fail"],
  auth: ["CREDENTIALS", "fail"],
  username: ["CREDENTIALS", "fail"],
  password: ["CREDENTIALS", "fail"],
  mail: ["SENDER", "fail"],
  rcpt: ["SENDER", "warn"],
  rset: undefined,
  quit: undefined,
};

/** The first 250 is an answer like any other; the next ones are in the way of the next question. */
const JUDGED_WHEN_REPEATING: Record<Stage, Judged> = {
  ...JUDGED,
  hello: ["TLS_VERSION", "fail"],
  mail: ["SENDER", "warn"],
  rcpt: undefined,
};

const settings = (port: number) => ({
  host: "localhost",
  port,
  ...account,
  from: "no-reply@acme.com",
  extraCa: ca.pem,
});

describe.each(STAGES)("a server that at %s", (stage) => {
  test.each(Object.entries(MISDEEDS))("%s", async (what, misdeed) => {
    await using server = await startHostile(leaf, stage, misdeed);
    const running = preflight({ ...settings(server.port), timeoutSeconds: 10 });
    server.waiting.then(() => vi.advanceTimersByTime(10_000));
    const { ok, findings } = await running;

    const requirements = findings.slice(0, REQUIREMENTS.indexOf("PORT"));
    const found = requirements.find(({ status }) => status !== "pass");
    const judged = what === "repeats its answer for ever" ? JUDGED_WHEN_REPEATING : JUDGED;
    expect(found && [found.code, found.status]).toEqual(judged[stage]);
    expect(ok).toBe(found?.status !== "fail");
    if (found?.status === "fail") {
      expect(found.advice).not.toBe("");
      const rest = requirements.slice(requirements.indexOf(found) + 1);
      expect(rest.map(({ status }) => status)).toEqual(rest.map(() => "skipped"));
    }
  });
});

test.each(["greet", "tls", "password"] as const)(
  "the deadline is kept by a real clock, at %s too",
  async (stage) => {
    vi.useRealTimers();
    await using server = await startHostile(leaf, stage, MISDEEDS.hangs);
    const start = performance.now();
    const { findings } = await preflight({ ...settings(server.port), timeoutSeconds: 0.2 });
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(findings.map(({ seen }) => seen).join()).toContain("no answer within 0.2 s");
  },
);

test("whoever asks can end it", async () => {
  await using server = await startHostile(leaf, "offer", MISDEEDS.hangs);
  const stop = new AbortController();
  const running = preflight({ ...settings(server.port), signal: stop.signal });
  server.waiting.then(() => stop.abort(new Error("enough")));
  await expect(running).rejects.toThrow("enough");
});

test.each(["auth", "username"] as const)("welcome at %s, before the password, is no login", async (stage) => {
  await using server = await startHostile(leaf, stage, (socket) => void socket.write("235 welcome\r\n"));
  const { findings } = await preflight(settings(server.port));
  expect(findings[4]).toMatchObject({
    code: "CREDENTIALS",
    status: "fail",
    seen: expect.stringContaining("235 welcome"),
  });
  expect(findings[5]).toMatchObject({ code: "SENDER", status: "skipped" });
});

test("a refusal of STARTTLS is taken at its word", async () => {
  await using server = await startHostile(leaf, "starttls", (socket, waiting) => {
    socket.on("data", (chunk) => {
      server.heard.plain.push(chunk.toString("latin1"));
      waiting();
    });
    socket.write("454 4.7.0 not now\r\n");
  });
  const { findings } = await preflight(settings(server.port));
  expect(findings[1]?.seen).toBe('STARTTLS is refused: "454 4.7.0 not now", a temporary refusal');
  await server.waiting;
  expect(server.heard.plain).toEqual([expect.stringMatching(/^EHLO /), "STARTTLS\r\n", "QUIT\r\n"]);
});

describe("plain text behind the answer to STARTTLS", () => {
  const injected = "250-mail\r\n250 AUTH LOGIN PLAIN\r\n";

  test("in the same breath: nothing of it is believed, and nothing more is said", async () => {
    await using server = await startHostile(leaf, "starttls", (socket) => {
      socket.write(`220 go ahead\r\n${injected}`);
      socket.on("data", (chunk) => server.heard.plain.push(chunk.toString("latin1")));
    });
    const { findings } = await preflight(settings(server.port));
    expect(findings.map(({ code, status }) => `${code} ${status}`)).toEqual([
      "REACHABLE pass",
      "TLS_VERSION fail",
      "CERTIFICATE skipped",
      "AUTH_LOGIN skipped",
      "CREDENTIALS skipped",
      "SENDER skipped",
      "PORT warn",
      "HOST_NOT_PUBLIC warn",
    ]);
    expect(findings[1]).toMatchObject({
      seen: expect.stringContaining("unasked"),
      advice: expect.stringContaining("inject"),
    });
    expect(server.heard.plain).toEqual([expect.stringMatching(/^EHLO /), "STARTTLS\r\n"]);
  });

  test("later, amid the handshake: the handshake fails", async () => {
    await using server = await startHostile(leaf, "tls", (socket) => void socket.write(injected));
    const { findings } = await preflight(settings(server.port));
    expect(findings[1]).toMatchObject({
      code: "TLS_VERSION",
      status: "fail",
      seen: expect.stringContaining("not TLS"),
    });
    expect(findings[3]).toMatchObject({ code: "AUTH_LOGIN", status: "skipped" });
  });
});
