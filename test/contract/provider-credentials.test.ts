/** Whose credentials go where, and how many tokens they are worth: over gRPC, with the real SDK. */
import { generateKeyPairSync } from "node:crypto";
import { describe, expect, onTestFinished, test } from "vitest";
import { ProviderProcess } from "../support/provider-process.ts";
import { providerSuite, type Scene, SECRETS, STORED, success } from "./provider-suite.ts";

const suite = providerSuite();
const { clientSecret, password } = SECRETS;

const other = "other.eu.auth0.com";
const entry = (domain: string, value: object) => ({ AUTH0_TENANTS: JSON.stringify({ [domain]: value }) });
const secretFor = (domain: string) => ({
  AUTH0_TENANTS: "",
  AUTH0_DOMAIN: domain,
  AUTH0_CLIENT_ID: "client",
  AUTH0_CLIENT_SECRET: clientSecret,
});
const configFor = (domain: string) => ({
  "auth0:domain": domain,
  "auth0:clientId": "client",
  "auth0:clientSecret": clientSecret,
});
const WRONG = { AUTH0_CLIENT_ID: "client", AUTH0_CLIENT_SECRET: "kanarienvogel wrong" };

/** A refresh: one GET. */
const read = async (scene: Scene, provider = suite.provider) => provider.read(scene.domain, scene.outputs);

describe("where credentials come from", () => {
  test("config, as the engine hands it over once", async () => {
    const scene = suite.scene(STORED);
    const own = await ProviderProcess.start(suite.auth0, { config: configFor(scene.domain) });
    onTestFinished(() => own.stop());
    success(await read(scene, own.provider));
    expect(scene.requests()).toEqual(["token", "get"]);
  });

  test("the environment", async () => {
    const scene = suite.scene(STORED);
    const own = await ProviderProcess.start(suite.auth0, { env: secretFor(scene.domain) });
    onTestFinished(() => own.stop());
    success(await read(scene, own.provider));
    expect(scene.requests()).toEqual(["token", "get"]);
  });

  test("the environment before config: config is that of the last up", async () => {
    const scene = suite.scene(STORED);
    const config = { ...configFor(scene.domain), "auth0:clientSecret": "kanarienvogel of yesterday" };
    const provider = await suite.process.fresh({ env: secretFor(scene.domain), config });
    success(await read(scene, provider));
    expect(scene.requests()).toEqual(["token", "get"]);
  });

  test("config's list of tenants", async () => {
    const scene = suite.scene(STORED);
    const tenants = JSON.stringify({ [scene.domain]: { clientId: "client", clientSecret } });
    const provider = await suite.process.fresh({
      env: { AUTH0_TENANTS: "" },
      config: { "auth0:tenants": tenants },
    });
    success(await read(scene, provider));
    expect(scene.requests()).toEqual(["token", "get"]);
  });

  test.each([
    ["nowhere", {}],
    ["the environment, for another tenant", secretFor(other)],
    ["a list, for another tenant", entry(other, { clientId: "client", clientSecret })],
  ])("%s: CREDENTIALS_MISSING, and no request to anyone", async (_, env) => {
    const scene = suite.scene(STORED);
    const provider = await suite.process.fresh({ env: { AUTH0_TENANTS: "", ...env } });
    const failed = suite.failure(await read(scene, provider));
    expect(failed.code).toBe("CREDENTIALS_MISSING");
    expect(failed.message).toContain(`AUTH0_DOMAIN=${scene.domain}`);
    expect(scene.requests()).toEqual([]);
    expect(suite.auth0.requests.filter(({ tenant }) => tenant === other)).toEqual([]);
  });

  test("a preview needs none", async () => {
    const { domain, inputs, outputs } = suite.scene();
    const provider = await suite.process.fresh({ env: { AUTH0_TENANTS: "this is not even JSON" } });
    expect(success(await provider.check({}, { ...inputs, password })).failures).toEqual([]);
    expect(success(await provider.diff(domain, outputs, inputs)).changes).toBe(false);
  });
});

describe("one tenant's secret is never sent to another host", () => {
  test("each tenant gets its own, however they are mixed", async () => {
    const scenes = [1, 2, 3].map((id) => ({
      scene: suite.scene(STORED),
      secret: `kanarienvogel secret ${id}`,
    }));
    for (const { scene, secret } of scenes) scene.tenant.clients.set("client", secret);
    const tenants = scenes.map(({ scene, secret }) => [
      scene.domain,
      { clientId: "client", clientSecret: secret },
    ]);
    const provider = await suite.process.fresh({
      env: { AUTH0_TENANTS: JSON.stringify(Object.fromEntries(tenants)) },
    });
    await Promise.all([...scenes, ...scenes].map(async ({ scene }) => success(await read(scene, provider))));
    for (const { scene, secret } of scenes) {
      const got = suite.auth0.requests.filter(({ body }) => JSON.stringify(body ?? "").includes(secret));
      expect(got.map(({ tenant, kind }) => [tenant, kind])).toEqual([[scene.domain, "token"]]);
    }
  });

  test.each(["token", "get"] as const)("a redirect of a %s request is not followed", async (on) => {
    const [scene, elsewhere] = [suite.scene(STORED), suite.scene(STORED)];
    const location = `https://${elsewhere.domain}/oauth/token`;
    scene.tenant.failNext({ kind: "status", status: 307, headers: { location } }, { on, times: "always" });
    const provider = await suite.process.fresh({ skipSleep: true });
    expect(suite.failure(await read(scene, provider)).code).toBe("UNREACHABLE");
    expect(elsewhere.requests()).toEqual([]);
  });
});

describe("one token a tenant", () => {
  test("for 50 calls at once", async () => {
    const scene = suite.scene(STORED);
    const answers = await Promise.all(Array.from({ length: 50 }, () => read(scene)));
    answers.forEach(success);
    expect(scene.requests().filter((kind) => kind === "token")).toHaveLength(1);
    success(await read(scene));
    expect(scene.requests()).toEqual(["get"]);
  });

  test("another when it has expired", async () => {
    const scene = suite.scene(STORED);
    scene.tenant.tokenLifetimeSeconds = 1;
    success(await read(scene));
    success(await read(scene));
    expect(scene.requests()).toEqual(["token", "get", "token", "get"]);
  });

  test("another when it is refused, and the request once more", async () => {
    const scene = suite.scene(STORED);
    success(await read(scene));
    scene.tenant.tokens.clear();
    success(await read(scene));
    expect(scene.requests()).toEqual(["token", "get", "get", "token", "get"]);
  });

  test("one more when 50 calls are refused at once", async () => {
    const scene = suite.scene(STORED);
    success(await read(scene));
    scene.requests();
    scene.tenant.tokens.clear();
    const answers = await Promise.all(Array.from({ length: 50 }, () => read(scene)));
    answers.forEach(success);
    expect(scene.requests().filter((kind) => kind === "token")).toHaveLength(1);
  });

  test("refused again and again: UNAUTHORIZED", async () => {
    const scene = suite.scene(STORED);
    scene.tenant.failNext({ kind: "status", status: 401 }, { on: "get", times: "always" });
    expect(suite.failure(await read(scene)).code).toBe("UNAUTHORIZED");
    expect(scene.requests()).toEqual(["token", "get", "token", "get"]);
  });

  test("a write that is refused for its token is made once", async () => {
    const { domain, tenant, inputs, outputs, requests } = suite.scene(STORED);
    success(await suite.provider.read(domain, outputs));
    requests();
    tenant.tokens.clear();
    success(await suite.provider.update(domain, outputs, { ...inputs, enabled: false }));
    expect(requests()).toEqual(["patch", "token", "patch"]);
  });
});

describe("an API token", () => {
  const apiToken = "kanarienvogel-api-token";
  const withToken = ({ domain }: Scene) => suite.process.fresh({ env: entry(domain, { apiToken }) });

  test("is sent as it is", async () => {
    const scene = suite.scene(STORED);
    scene.tenant.apiTokens.add(apiToken);
    success(await read(scene, await withToken(scene)));
    expect(scene.requests()).toEqual(["get"]);
  });

  test("is not renewed: UNAUTHORIZED, and nothing recorded", async () => {
    const scene = suite.scene(STORED);
    const provider = await withToken(scene);
    const failed = suite.failure(
      await provider.update(scene.domain, scene.outputs, { ...scene.inputs, enabled: false }),
    );
    expect(failed).toMatchObject({ code: "UNAUTHORIZED", recorded: undefined });
    expect(failed.message).toContain("If it is an API token, make a new one");
    expect(failed.message).not.toContain(apiToken);
    expect(scene.requests()).toEqual(["patch"]);
  });
});

describe("a client that is refused", () => {
  test("a wrong secret: UNAUTHORIZED after one request", async () => {
    const scene = suite.scene(STORED);
    const provider = await suite.process.fresh({ env: { ...secretFor(scene.domain), ...WRONG } });
    const failed = suite.failure(await read(scene, provider));
    expect(failed.message).toContain(`${scene.domain} gave no token for these credentials (status 401).`);
    expect(failed.code).toBe("UNAUTHORIZED");
    expect(failed.message).not.toContain("kanarienvogel");
    expect(scene.requests()).toEqual(["token"]);
  });
});

describe("private_key_jwt", () => {
  const pem = { format: "pem", type: "pkcs8" } as const;
  const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = keys.privateKey.export(pem).toString();
  const signing = (clientAssertionPrivateKey: string) => ({
    clientId: "robot",
    clientAssertionPrivateKey,
    clientAssertionSigningAlg: "RS256",
  });
  const provider = ({ domain }: Scene, privateKey: string) =>
    suite.process.fresh({ env: entry(domain, signing(privateKey)) });

  test.each([
    ["as it is", key],
    ["with its line breaks written out", key.replaceAll("\n", "\\n")],
  ])("a key %s", async (_, privateKey) => {
    const scene = suite.scene(STORED);
    scene.tenant.clients.set("robot", keys.publicKey);
    success(await read(scene, await provider(scene, privateKey)));
    expect(scene.requests()).toEqual(["token", "get"]);
  });

  test("another key: UNAUTHORIZED", async () => {
    const scene = suite.scene(STORED);
    scene.tenant.clients.set("robot", generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey);
    expect(suite.failure(await read(scene, await provider(scene, key))).code).toBe("UNAUTHORIZED");
    expect(scene.requests()).toEqual(["token"]);
  });

  test.each([
    ["is no key", "kanarienvogel"],
    ["is cut short", key.slice(0, 400)],
    ["is PKCS #1", keys.privateKey.export({ format: "pem", type: "pkcs1" }).toString()],
    [
      "does not fit the algorithm",
      generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export(pem).toString(),
    ],
  ])("a key that %s: CREDENTIALS_INVALID, and no request", async (_, privateKey) => {
    const scene = suite.scene(STORED);
    const failed = suite.failure(await read(scene, await provider(scene, privateKey)));
    expect(failed.code).toBe("CREDENTIALS_INVALID");
    expect(failed.message).not.toContain(privateKey.split("\n").at(1) ?? privateKey);
    expect(scene.requests()).toEqual([]);
  });
});
