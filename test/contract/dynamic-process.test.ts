/** What is the dynamic resource's own: what its process loads, the handler in its states, one run for all its types. */
import { describe, expect, onTestFinished, test } from "vitest";
import { ProviderProcess } from "../support/provider-process.ts";
import { providerSuite, SECRETS, STORED, success } from "./provider-suite.ts";

const suite = providerSuite();
const { password, oldPassword } = SECRETS;
const tenants = (domain: string) => ({
  AUTH0_TENANTS: JSON.stringify({ [domain]: { clientId: "client", clientSecret: SECRETS.clientSecret } }),
});

describe("what the process loads", () => {
  test("a preview neither the SDK nor anything else that is heavy; a request the SDK", async () => {
    const { domain, inputs, outputs } = suite.scene();
    const env = {
      AUTH0_DOMAIN: domain,
      AUTH0_CLIENT_ID: "client",
      AUTH0_CLIENT_SECRET: SECRETS.clientSecret,
    };
    const own = await ProviderProcess.start(suite.auth0, { env });
    onTestFinished(() => own.stop());
    success(await own.provider.check({}, { ...inputs, password }));
    success(await own.provider.diff(domain, outputs, inputs));
    success(await own.provider.update(domain, outputs, { ...inputs, onDelete: "disable" }));
    const before = await loaded(own);
    expect(before).toContain("zod");
    expect(await sdkFiles(own)).toEqual([]);
    success(await own.provider.create({ ...inputs, password }));
    expect(await sdkFiles(own)).toEqual(["sdk-bundle.js"]);
    const after = await loaded(own);
    for (const heavy of NEVER) expect([...before, ...after]).not.toContain(heavy);
  });
});

/** The SDK's own packages among them: what is used of those is in one file of ours. */
const NEVER = ["auth0", "jose", "nodemailer", "commander", "cli-table3", "@inquirer/password"];

async function sdkFiles(from: ProviderProcess): Promise<string[]> {
  const files = JSON.stringify(await from.evaluate("Object.keys(require.cache)"));
  return [...files.matchAll(/\/dist\/auth0\/(sdk-[^"]+)/g)].flatMap(([, file]) => file ?? []);
}

/** The packages of which a process has loaded anything. */
async function loaded(from: ProviderProcess): Promise<ReadonlySet<string | undefined>> {
  const files = JSON.stringify(await from.evaluate("Object.keys(require.cache)"));
  const packages = files.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!node_modules)/g);
  return new Set([...packages].map(([, name]) => name));
}

describe("the handler that every state has", () => {
  test("finds the package from the folder of the project", async () => {
    const { domain, outputs, requests } = suite.scene(STORED);
    expect(success(await suite.provider.read(domain, outputs)).id).toBe(domain);
    expect(requests()).toEqual(["token", "get"]);
  });

  test("says what to install where the package is missing", async () => {
    const { domain, inputs, outputs, requests } = suite.scene(STORED);
    const elsewhere = await ProviderProcess.start(suite.auth0, { installed: false });
    onTestFinished(() => elsewhere.stop());
    const { provider } = elsewhere;
    const calls = [
      provider.check({}, inputs),
      provider.diff(domain, outputs, inputs),
      provider.create(inputs),
      provider.read(domain, outputs),
      provider.update(domain, outputs, inputs),
      provider.delete(domain, outputs),
    ];
    for (const call of calls) {
      expect(suite.failure(await call).message).toMatch(
        /^Run npm install pulumi-auth0-smtp: Error: Cannot find module /,
      );
    }
    expect(requests()).toEqual([]);
  });
});

describe("a proxy", () => {
  test("what it takes is loaded for the first request", async () => {
    const { domain, outputs } = suite.scene(STORED);
    // The emulator's own, which knows the tenants' names. Node is not told to use it: the provider does.
    const env = { NODE_USE_ENV_PROXY: "", ...tenants(domain) };
    const own = await ProviderProcess.start(suite.auth0, { env });
    onTestFinished(() => own.stop());
    expect(await loaded(own)).not.toContain("undici");
    success(await own.provider.read(domain, outputs));
    expect(await loaded(own)).toContain("undici");
  });

  test("nothing is loaded for it where none is set", async () => {
    const domain = `localhost:${suite.auth0.port}`;
    const none = { HTTPS_PROXY: "", https_proxy: "", NODE_USE_ENV_PROXY: "" };
    const own = await ProviderProcess.start(suite.auth0, { env: { ...none, ...tenants(domain) } });
    onTestFinished(() => own.stop());
    suite.auth0.tenant(domain).setProvider(STORED);
    success(await own.provider.read(domain, { ...suite.scene().outputs, domain }));
    expect(await loaded(own)).not.toContain("undici");
  });
});

test("one token a tenant for all the resource types that the process serves, as they share one run", async () => {
  const handler = (type: number) =>
    `exports.handler=()=>{const folder=require.resolve("pulumi-auth0-smtp/dynamic-provider")+"/..";` +
    `const {Run}=require(folder+"/run.js"),{smtpEmailProvider}=require(folder+"/smtp-email-provider.js");` +
    `globalThis.sharedRun??=new Run({env:process.env,clock:{now:Date.now},log:async()=>{}});` +
    `return smtpEmailProvider(globalThis.sharedRun)}//${type}`;
  const scene = suite.scene(STORED);
  const own = await ProviderProcess.start(suite.auth0, { env: tenants(scene.domain) });
  onTestFinished(() => own.stop());
  success(await own.handledBy(handler(1)).read(scene.domain, scene.outputs));
  success(await own.handledBy(handler(2)).read(scene.domain, scene.outputs));
  expect(scene.requests()).toEqual(["token", "get", "get"]);
});

test("no config, as under a provider of the resource's own: advice is of the environment alone", async () => {
  const { domain, outputs } = suite.scene(STORED);
  const provider = await suite.process.fresh({ env: { AUTH0_TENANTS: "" }, config: {} });
  const { message } = suite.failure(await provider.read(domain, outputs));
  expect(message).toContain("or the resource has a provider of its own (opts.provider), which gets none.");
  expect(message).not.toContain("auth0:");
});

describe("inputs changed", () => {
  test("after check (a policy pack): the state's password never gets to another server or tenant", async () => {
    const { domain, inputs, outputs, tenant, requests } = suite.scene(STORED);
    const elsewhere = suite.scene();
    const recorded = { ...inputs, password: oldPassword };
    const known = { ...outputs, password: oldPassword };
    const check = (given: string | undefined, news: object = {}) =>
      suite.provider.check(recorded, {
        ...recorded,
        ...news,
        __program: { password: given, plain: { ...inputs, ...news } },
      });
    // The program's own is another, and ignoreChanges has the engine put the state's in its place.
    const checked = success(await check("of the program", { from: "hello@acme.com" }));
    expect(checked.failures).toEqual([]);
    const moved = { ...checked.inputs, host: "mx.acme.com" };
    for (const refused of [
      await suite.provider.update(domain, known, moved),
      await suite.provider.create({ ...checked.inputs, domain: elsewhere.domain }),
    ]) {
      const failed = suite.failure(refused);
      expect(failed).toMatchObject({ code: "PASSWORD_REQUIRED", recorded: undefined });
      expect(failed.message).toContain("were changed after they were checked");
    }
    expect([requests(), elsewhere.requests()]).toEqual([[], []]);

    // What it changes beside goes through, and so does all where the program gives the password itself.
    success(await suite.provider.update(domain, known, { ...checked.inputs, enabled: false }));
    expect(requests()).toEqual(["token", "patch"]);
    expect(success(await check(oldPassword)).failures).toEqual([]);
    success(await suite.provider.update(domain, known, moved));
    expect(tenant.provider?.credentials).toMatchObject({ smtp_host: "mx.acme.com", smtp_pass: oldPassword });
  });
});
