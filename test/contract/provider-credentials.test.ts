/** Whose credentials go where: over gRPC, with the real SDK. */
import { describe, expect, onTestFinished, test } from "vitest";
import { NAMESPACE, startShell } from "../support/shell.ts";
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
    const own = await startShell(suite.auth0, { config: configFor(scene.domain) });
    onTestFinished(() => own.stop());
    success(await read(scene, own.provider));
    expect(scene.requests()).toEqual(["token", "get"]);
  });

  test("the environment", async () => {
    const scene = suite.scene(STORED);
    const own = await startShell(suite.auth0, { env: secretFor(scene.domain) });
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

describe("a source that is not needed stops nobody", () => {
  const broken = { "auth0:tenants": "this is not even JSON" };

  test("config's list that is broken, beside the environment's", async () => {
    const scene = suite.scene(STORED);
    const provider = await suite.process.fresh({ config: broken });
    success(await read(scene, provider));
    expect(scene.requests()).toEqual(["token", "get"]);
  });

  test("config's list that is broken, where it is come to: CREDENTIALS_INVALID", async () => {
    const scene = suite.scene(STORED);
    const provider = await suite.process.fresh({
      env: { ...secretFor(scene.domain), AUTH0_TENANTS_FILE: "" },
      config: broken,
    });
    const failed = suite.failure(await read(scene, provider));
    expect(failed.message).toContain(`CREDENTIALS_INVALID: config ${NAMESPACE}:tenants is not JSON.`);
    expect(scene.requests()).toEqual([]);
  });
});

describe("CREDENTIALS_MISSING advises what reaches the process", () => {
  const NOWHERE = { AUTH0_TENANTS: "" };

  test("any config: it, too", async () => {
    const scene = suite.scene(STORED);
    const provider = await suite.process.fresh({ env: NOWHERE, config: { "mail:x": "y" } });
    const { message } = suite.failure(await read(scene, provider));
    expect(message).toContain(
      `or the same in config (${NAMESPACE}:clientId and so on, ${NAMESPACE}:domain).`,
    );
  });
});

describe("a custom domain", () => {
  const audience = (domain: string) => `https://${domain}/api/v2/`;

  test("without an audience: the refusal says what to set", async () => {
    const scene = suite.scene(STORED);
    scene.tenant.ownName = "own.eu.auth0.com";
    const failed = suite.failure(await read(scene));
    expect(failed).toMatchObject({ code: "UNAUTHORIZED", recorded: undefined });
    expect(failed.message).toContain("gave no token (status 403).");
    expect(failed.message).toContain("Set domain to the tenant's own name");
    expect(scene.requests()).toEqual(["token"]);
  });

  test.each<[string, (scene: Scene) => Parameters<typeof suite.process.fresh>[0]]>([
    [
      "AUTH0_AUDIENCE",
      ({ domain }) => ({ env: { ...secretFor(domain), AUTH0_AUDIENCE: audience("own.eu.auth0.com") } }),
    ],
    [
      "auth0:audience",
      ({ domain }) => ({
        env: { AUTH0_TENANTS: "" },
        config: { ...configFor(domain), "auth0:audience": audience("own.eu.auth0.com") },
      }),
    ],
    [
      "an entry's audience",
      ({ domain }) => ({
        env: entry(domain, { clientId: "client", clientSecret, audience: audience("own.eu.auth0.com") }),
      }),
    ],
  ])("with %s", async (_, options) => {
    const scene = suite.scene(STORED);
    scene.tenant.ownName = "own.eu.auth0.com";
    success(await read(scene, await suite.process.fresh(options(scene))));
    expect(scene.requests()).toEqual(["token", "get"]);
  });

  test("with another audience: the right one is named, and the value is not repeated", async () => {
    const scene = suite.scene(STORED);
    const env = { ...secretFor(scene.domain), AUTH0_AUDIENCE: audience("kanarienvogel.auth0.com") };
    const failed = suite.failure(await read(scene, await suite.process.fresh({ env })));
    expect(failed.message).toContain("Set the audience to https://<the tenant's own name>/api/v2/");
    expect(failed.message).not.toContain("kanarienvogel");
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

describe("a client that is refused", () => {
  test("a wrong secret: UNAUTHORIZED after one request", async () => {
    const scene = suite.scene(STORED);
    const provider = await suite.process.fresh({ env: { ...secretFor(scene.domain), ...WRONG } });
    const failed = suite.failure(await read(scene, provider));
    expect(failed.message).toContain(`${scene.domain} refused the client id and client secret (status 401).`);
    expect(failed.code).toBe("UNAUTHORIZED");
    expect(failed.message).not.toContain("kanarienvogel");
    expect(scene.requests()).toEqual(["token"]);
  });
});
