/** How many tokens credentials are worth, of each kind: over gRPC, with the real SDK. */
import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { providerSuite, type Scene, STORED, success } from "./provider-suite.ts";

const suite = providerSuite();

const entry = (domain: string, value: object) => ({ AUTH0_TENANTS: JSON.stringify({ [domain]: value }) });

/** A refresh: one GET. */
const read = async (scene: Scene, provider = suite.provider) => provider.read(scene.domain, scene.outputs);

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
    expect(failed.message).toContain("refused the API token (status 401).");
    expect(failed.message).not.toContain(apiToken);
    expect(scene.requests()).toEqual(["patch"]);
  });
});

describe("what cannot be sent is named, and not sent", () => {
  test.each([
    ["an API token with Bearer before it", { apiToken: "Bearer kanarienvogel" }, "apiToken"],
    ["an API token of two lines", { apiToken: "kanarienvogel\nkanarienvogel" }, "apiToken"],
    ["a client secret of two lines", { clientId: "client", clientSecret: "kanarien\nvogel" }, "clientSecret"],
  ])("%s: CREDENTIALS_INVALID", async (_, value, part) => {
    const scene = suite.scene(STORED);
    const own = await suite.process.fresh({ env: entry(scene.domain, value) });
    const failed = suite.failure(await read(scene, own));
    expect(failed.code).toBe("CREDENTIALS_INVALID");
    expect(failed.message).toContain(`${part} of ${scene.domain} in AUTH0_TENANTS must`);
    expect(failed.message).not.toMatch(/kanarien|private key/);
    expect(scene.requests()).toEqual([]);
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
