/** What Auth0 refuses, and for how long it is waited: the failure by code, and the exact requests. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Provider } from "../support/provider-calls.ts";
import { providerSuite, type Scene, SECRETS, STORED, success } from "./provider-suite.ts";

const suite = providerSuite();
const { password, oldPassword } = SECRETS;
const CREDENTIALS = { ...STORED.credentials, smtp_pass: password };

/** Waiting takes it no time. */
let patient: Provider;
beforeAll(async () => {
  patient = await suite.process.fresh({ skipSleep: true });
});

const disable = ({ domain, outputs, inputs }: Scene, provider = patient) =>
  provider.update(domain, outputs, { ...inputs, enabled: false });

describe("a write that failed is never recorded as done", () => {
  test("a refused create: nothing is recorded, and the next makes it", async () => {
    const { tenant, inputs, requests } = suite.scene();
    tenant.failNext({ kind: "status", status: 400 }, { on: "post" });
    const failed = suite.failure(await patient.create({ ...inputs, password }));
    expect(failed).toMatchObject({ code: "REJECTED", recorded: undefined });
    expect(failed.message).toContain("refused the POST of its e-mail provider (status 400).");
    expect(requests()).toEqual(["token", "post"]);
    success(await patient.create({ ...inputs, password }));
    expect(tenant.provider?.credentials).toEqual(CREDENTIALS);
  });

  test("a refused rotation: nothing is recorded, and the next sends all credentials", async () => {
    const { domain, tenant, inputs, outputs, requests, writes } = suite.scene(STORED);
    const rotate = () =>
      patient.update(domain, { ...outputs, password: oldPassword }, { ...inputs, password });
    tenant.failNext({ kind: "status", status: 400 }, { on: "patch" });
    expect(suite.failure(await rotate())).toMatchObject({ code: "REJECTED", recorded: undefined });
    expect(requests()).toEqual(["token", "patch", "get"]);
    success(await rotate());
    expect(requests()).toEqual(["patch"]);
    expect(writes()).toEqual(Array(2).fill({ name: "smtp", credentials: CREDENTIALS }));
  });

  test("a refused delete: it is still there, and the next deletes it", async () => {
    const { domain, tenant, outputs, requests } = suite.scene(STORED);
    tenant.failNext({ kind: "status", status: 400 }, { on: "delete" });
    expect(suite.failure(await patient.delete(domain, outputs)).code).toBe("REJECTED");
    expect(tenant.provider).toEqual(STORED);
    expect(requests()).toEqual(["token", "get", "delete"]);
    success(await patient.delete(domain, outputs));
    expect(tenant.provider).toBeUndefined();
  });
});

describe("MISSING_SCOPE names the scope", () => {
  const operations = {
    create: ({ inputs }: Scene) => patient.create({ ...inputs, password }),
    read: ({ domain, outputs }: Scene) => patient.read(domain, outputs),
    update: (scene: Scene) => disable(scene),
    delete: ({ domain, outputs }: Scene) => patient.delete(domain, outputs),
  } as const;

  test.each([
    ["create", ["token", "post"]],
    ["read", ["token", "get"]],
    ["update", ["token", "patch"]],
    ["delete", ["token", "get", "delete"]],
  ] as const)("%s", async (name, requests) => {
    const scene = suite.scene(STORED);
    scene.tenant.scopes.delete(`${name}:email_provider`);
    const failed = suite.failure(await operations[name](scene));
    expect(failed).toMatchObject({ code: "MISSING_SCOPE", recorded: undefined });
    expect(failed.message).toContain(`Grant the application the scope ${name}:email_provider on`);
    expect(scene.requests()).toEqual(requests);
    expect(scene.tenant.provider).toEqual(STORED);
  });
});

describe("a rate limit", () => {
  test.each<[string, number | undefined]>([
    ["until the time of reset", 1],
    ["for a second, where nothing is said", undefined],
  ])("is waited out %s", async (_, resetInSeconds) => {
    const scene = suite.scene(STORED);
    const waiting = await suite.process.fresh();
    scene.tenant.failNext({ kind: "429", ...(resetInSeconds ? { resetInSeconds } : {}) }, { on: "patch" });
    success(await disable(scene, waiting));
    expect(scene.requests()).toEqual(["token", "patch", "patch"]);
    const [refused, done] = suite.auth0.requests.filter(
      ({ tenant, kind }) => tenant === scene.domain && kind === "patch",
    );
    const due = resetInSeconds
      ? (Math.floor((refused?.at ?? 0) / 1000) + 1) * 1000
      : (refused?.at ?? 0) + 990;
    expect(done?.at).toBeGreaterThanOrEqual(due);
  });

  test.each(["token", "get", "delete"] as const)("on a %s request is waited out as well", async (on) => {
    const { domain, tenant, outputs, requests } = suite.scene(STORED);
    tenant.failNext({ kind: "429", resetInSeconds: 60 }, { on });
    success(await patient.delete(domain, outputs));
    const expected = ["token", "get", "delete"].flatMap((kind) => (kind === on ? [kind, kind] : [kind]));
    expect(requests()).toEqual(expected);
  });

  test.each(["token", "patch"] as const)("beyond 120 seconds is RATE_LIMITED at once (%s)", async (on) => {
    const scene = suite.scene(STORED);
    scene.tenant.failNext({ kind: "429", resetInSeconds: 300 }, { on });
    const failed = suite.failure(await disable(scene));
    expect(failed).toMatchObject({ code: "RATE_LIMITED", recorded: undefined });
    expect(scene.requests()).toEqual(on === "token" ? ["token"] : ["token", "patch"]);
    expect(scene.tenant.provider).toEqual(STORED);
    success(await disable(scene));
  });

  test("is judged by the answer's own date, where this machine's clock is minutes slow", async () => {
    const scene = suite.scene(STORED);
    const theirs = Date.now() + 200_000;
    const headers = {
      date: new Date(theirs).toUTCString(),
      "x-ratelimit-reset": String(Math.floor(theirs / 1000) + 2),
    };
    scene.tenant.failNext({ kind: "status", status: 429, headers }, { on: "patch" });
    success(await disable(scene));
    expect(scene.requests()).toEqual(["token", "patch", "patch"]);
  });

  test("again and again, 120 seconds in all: RATE_LIMITED", async () => {
    const scene = suite.scene(STORED);
    scene.tenant.failNext({ kind: "429" }, { on: "patch", times: "always" });
    expect(suite.failure(await disable(scene)).code).toBe("RATE_LIMITED");
    // 1 + 2 + 4 + 8 + 16 + 32 seconds; 64 more would be too many.
    expect(scene.requests()).toEqual(["token", ...Array(7).fill("patch")]);
  });
});

describe("a request that takes too long (AUTH0_REQUEST_TIMEOUT_SECONDS)", () => {
  test.concurrent.each([
    ["timeout", ["patch", "get", "patch"]],
    ["timeout-after", ["patch", "get"]],
  ] as const)("%s", async (kind, requests) => {
    const scene = suite.scene(STORED);
    const hurried = await suite.process.fresh({ env: { AUTH0_REQUEST_TIMEOUT_SECONDS: "2" } });
    success(await hurried.read(scene.domain, scene.outputs));
    scene.requests();
    scene.tenant.failNext({ kind }, { on: "patch" });
    success(await disable(scene, hurried));
    expect(scene.requests()).toEqual(requests);
    expect(scene.tenant.provider).toEqual({ ...STORED, enabled: false });
  });

  test.concurrent("the token too", async () => {
    const scene = suite.scene(STORED);
    const hurried = await suite.process.fresh({ env: { AUTH0_REQUEST_TIMEOUT_SECONDS: "2" } });
    scene.tenant.failNext({ kind: "timeout" }, { on: "token" });
    success(await disable(scene, hurried));
    expect(scene.requests()).toEqual(["token", "token", "patch"]);
  });
});
