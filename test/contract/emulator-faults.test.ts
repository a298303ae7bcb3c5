/** What can be made to go wrong, and whether the tenant has changed after it. */
import { EventEmitter, once } from "node:events";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { type Emulator, type Fault, type StoredProvider, startEmulator } from "../emulator/index.ts";
import { askForToken, call, callsTo, emailProvider } from "./emulator-client.ts";

const domain = "acme.eu.auth0.com";
const before: StoredProvider = {
  name: "smtp",
  enabled: true,
  default_from_address: "no-reply@acme.example",
  credentials: { smtp_host: "smtp.acme.example", smtp_port: 587, smtp_user: "acme", smtp_pass: "password" },
};
const after: StoredProvider = { ...before, enabled: false };

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ clock: () => Date.UTC(2026, 0, 1) });
});
beforeEach(() => {
  emulator.reset();
  emulator.tenant(domain).setProvider(before);
});
afterAll(() => emulator.close());

const stored = () => emulator.tenant(domain).provider;
const disable = () => callsTo(emulator, domain)("PATCH", emailProvider, { enabled: false });

describe("an answer other than the tenant's", () => {
  test("status: not applied, the API's own form by default", async () => {
    emulator.tenant(domain).failNext({ kind: "status", status: 500 });
    const reply = await disable();
    expect([reply.status, reply.body]).toEqual([
      500,
      { statusCode: 500, error: "Internal Server Error", message: "Internal Server Error" },
    ]);
    expect(stored()).toEqual(before);
  });

  test("status with headers and body", async () => {
    const fault: Fault = { kind: "status", status: 503, headers: { "retry-after": "7" }, body: { a: 1 } };
    emulator.tenant(domain).failNext(fault);
    expect(await disable()).toMatchObject({ status: 503, headers: { "retry-after": "7" }, body: { a: 1 } });
  });

  test("429: not applied, with the time of reset or bare", async () => {
    emulator.tenant(domain).failNext({ kind: "429", resetInSeconds: 9 });
    emulator.tenant(domain).failNext({ kind: "429" });
    const reset = String(Date.UTC(2026, 0, 1) / 1000 + 9);
    expect(await disable()).toMatchObject({
      status: 429,
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset },
      body: { errorCode: "too_many_requests" },
    });
    const bare = await disable();
    expect([bare.status, bare.headers["x-ratelimit-reset"]]).toEqual([429, undefined]);
    expect(stored()).toEqual(before);
  });

  test("not-json: applied, 200 and a web page", async () => {
    emulator.tenant(domain).failNext({ kind: "not-json" });
    const reply = await disable();
    expect(reply).toMatchObject({ status: 200, headers: { "content-type": "text/html" } });
    expect(reply.text).toContain("<title>");
    expect(stored()).toEqual(after);
  });

  test("delay: applied, later", async () => {
    emulator.tenant(domain).failNext({ kind: "delay", ms: 40 });
    const started = performance.now();
    expect((await disable()).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(35);
    expect(stored()).toEqual(after);
  });
});

describe("a connection that breaks", () => {
  test.each<["reset-before" | "reset-after" | "truncated", StoredProvider]>([
    ["reset-before", before],
    ["reset-after", after],
    ["truncated", after],
  ])("%s", async (kind, expected) => {
    emulator.tenant(domain).failNext({ kind });
    await expect(disable()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(stored()).toEqual(expected);
    expect(emulator.requests.map(({ status }) => status)).toEqual(["dropped"]);
    expect((await disable()).status).toBe(200);
  });

  test("truncated also where there is no body", async () => {
    emulator.tenant(domain).failNext({ kind: "truncated" });
    const gone = callsTo(emulator, domain)("DELETE", emailProvider);
    await expect(gone).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(stored()).toBeUndefined();
  });
});

describe("an answer that never comes", () => {
  test.each<["timeout" | "timeout-after", StoredProvider]>([
    ["timeout", before],
    ["timeout-after", after],
  ])("%s", async (kind, expected) => {
    emulator.tenant(domain).failNext({ kind });
    emulator.tenant(domain).apiTokens.add("token");
    const patience = new AbortController();
    const held = call(emulator, domain, "PATCH", emailProvider, {
      token: "token",
      body: { enabled: false },
      signal: patience.signal,
    });
    const settled = vi.fn();
    held.then(settled, settled);
    await vi.waitFor(() => expect(emulator.requests).toHaveLength(1));
    expect((await callsTo(emulator, domain)("GET", emailProvider)).status).toBe(200);
    expect(stored()).toEqual(expected);
    expect(settled).not.toHaveBeenCalled();
    expect(emulator.requests.map(({ status }) => status)).toEqual(["dropped", 200]);
    patience.abort();
    await expect(held).rejects.toThrow();
  });

  test("is cut off when the emulator closes", async () => {
    const short = await startEmulator({ latencyMs: 1 });
    onTestFinished(() => short.close());
    short.tenant(domain).failNext({ kind: "timeout" });
    short.tenant(domain).failNext({ kind: "delay", ms: 3_600_000 });
    const held = [1, 2].map(() => callsTo(short, domain)("GET", emailProvider).catch((error) => error.code));
    await vi.waitFor(() => expect(short.requests).toHaveLength(2));
    await short.close();
    expect(await Promise.all(held)).toEqual(["ECONNRESET", "ECONNRESET"]);
  });
});

describe("hooks", () => {
  test("hook: somebody else is faster", async () => {
    emulator.tenant(domain).failNext({ kind: "hook", run: (tenant) => tenant.setProvider(undefined) });
    expect((await disable()).status).toBe(404);
  });

  test("hook-after: applied, then run, then answered", async () => {
    const gate = new EventEmitter();
    emulator.tenant(domain).failNext({
      kind: "hook-after",
      run: async (tenant) => {
        tenant.patchProvider({ credentials: { smtp_host: "other.example" } });
        await once(gate, "open");
      },
    });
    const settled = vi.fn();
    const reply = disable().finally(settled);
    const changed = { ...after, credentials: { ...after.credentials, smtp_host: "other.example" } };
    await vi.waitFor(() => expect(stored()).toEqual(changed));
    expect((await callsTo(emulator, domain)("GET", emailProvider)).status).toBe(200);
    expect(settled).not.toHaveBeenCalled();
    gate.emit("open");
    expect((await reply).status).toBe(200);
  });

  test("a hook and another fault meet in one request", async () => {
    emulator.tenant(domain).failNext({ kind: "hook", run: (tenant) => tenant.setProvider(after) });
    emulator.tenant(domain).failNext({ kind: "status", status: 500 });
    expect((await disable()).status).toBe(500);
    expect(stored()).toEqual(after);
  });
});

describe("which request fails", () => {
  const statuses = async (methods: string[]) => {
    const send = callsTo(emulator, domain);
    const seen: number[] = [];
    for (const method of methods) seen.push((await send(method, emailProvider, undefined)).status);
    return seen;
  };
  const status = (status: number): Fault => ({ kind: "status", status });

  test("the next one, once, in the order planned", async () => {
    emulator.tenant(domain).failNext(status(500));
    emulator.tenant(domain).failNext(status(502));
    expect(await statuses(["GET", "DELETE", "GET"])).toEqual([500, 502, 200]);
  });

  test("on: only that kind; times: so often; skip: after so many", async () => {
    emulator.tenant(domain).failNext(status(500), { on: "delete" });
    emulator.tenant(domain).failNext(status(503), { on: "get", times: 2, skip: 1 });
    expect(await statuses(["GET", "GET", "DELETE", "GET", "GET"])).toEqual([200, 503, 500, 503, 200]);
  });

  test("skip counts the requests that another fault takes", async () => {
    emulator.tenant(domain).failNext(status(500));
    emulator.tenant(domain).failNext(status(502), { skip: 1 });
    expect(await statuses(["GET", "GET", "GET"])).toEqual([500, 502, 200]);
  });

  test("always, on one tenant only, until reset", async () => {
    emulator.tenant(domain).failNext(status(500), { times: "always" });
    expect(await statuses(["GET", "GET", "DELETE"])).toEqual([500, 500, 500]);
    expect((await callsTo(emulator, "other.auth0.com")("GET", emailProvider)).status).toBe(404);
    emulator.reset();
    expect(await statuses(["GET"])).toEqual([404]);
  });

  test("the token call too", async () => {
    emulator.tenant(domain).failNext(status(503), { on: "token" });
    expect(await statuses(["GET"])).toEqual([200]);
    expect((await askForToken(emulator, domain)).status).toBe(503);
    expect((await askForToken(emulator, domain)).status).toBe(200);
  });
});
