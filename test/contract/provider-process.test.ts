/** The provider process of @pulumi/pulumi, spoken to over gRPC as the engine does: previews, and what it loads. */
import { describe, expect, onTestFinished, test } from "vitest";
import { UNKNOWN } from "../../provider/inputs/unknown.ts";
import { ProviderProcess } from "../support/provider-process.ts";
import { providerSuite, SECRETS, STORED, success } from "./provider-suite.ts";

const suite = providerSuite();
const { password } = SECRETS;
const DEFAULTS = { port: 587, enabled: true, onExisting: "fail", onDelete: "delete", preflight: "off" };

describe("check and diff", () => {
  test("send nothing, fill in defaults, and are the same when run again", async () => {
    const { domain, requests } = suite.scene();
    const given = { domain, from: "no-reply@acme.com", host: "smtp.acme.com", username: "acme", password };
    const checked = success(await suite.provider.check({}, given));
    expect(checked).toEqual({ inputs: { ...given, ...DEFAULTS }, failures: [] });
    expect(success(await suite.provider.check(checked.inputs, given))).toEqual(checked);
    const outputs = { ...checked.inputs, providerName: "smtp" };
    expect(success(await suite.provider.diff(domain, outputs, checked.inputs))).toEqual({
      changes: false,
      replaces: [],
    });
    expect(requests()).toEqual([]);
  });

  test("a change is one; of the domain, a replacement", async () => {
    const { domain, inputs, outputs } = suite.scene();
    const diff = async (change: object) =>
      success(await suite.provider.diff(domain, outputs, { ...inputs, ...change }));
    expect(await diff({ host: "smtp2.acme.com" })).toEqual({ changes: true, replaces: [] });
    expect(await diff({ domain: "other.eu.auth0.com" })).toEqual({ changes: true, replaces: ["domain"] });
  });

  test("all faults come together, on their properties, with no request", async () => {
    const { domain, requests } = suite.scene();
    const news = {
      domain,
      from: "nobody",
      host: "smtp://a",
      port: "587",
      username: "acme",
      password: `${password}\n`,
    };
    const { failures } = success(await suite.provider.check({}, news));
    expect(failures.map(({ property }) => property).sort()).toEqual(["", "from", "host", "port"]);
    expect(JSON.stringify(failures)).not.toContain(password);
    expect(requests()).toEqual([]);
  });

  test("the password rule holds at preview", async () => {
    const { inputs, requests } = suite.scene(STORED);
    const moved = { ...inputs, host: "smtp2.acme.com" };
    const { failures } = success(await suite.provider.check(inputs, moved));
    expect(failures).toEqual([
      {
        property: "password",
        reason: expect.stringMatching(
          /^PASSWORD_REQUIRED: .* host changes from "smtp.acme.com" to "smtp2.acme.com"\. /,
        ),
      },
    ]);
    expect(success(await suite.provider.check(inputs, { ...moved, password })).failures).toEqual([]);
    expect(requests()).toEqual([]);
  });

  test("values that are not known yet pass", async () => {
    const { domain, inputs, outputs, requests } = suite.scene();
    const news = {
      ...inputs,
      host: UNKNOWN,
      port: UNKNOWN,
      settings: { headers: { "X-MSYS_API": { a: [UNKNOWN] } } },
    };
    expect(success(await suite.provider.check(inputs, news))).toEqual({ inputs: news, failures: [] });
    expect(success(await suite.provider.diff(domain, outputs, news))).toEqual({
      changes: true,
      replaces: [],
    });
    const nowhere = { ...inputs, domain: UNKNOWN, password: UNKNOWN };
    expect(success(await suite.provider.check({}, nowhere))).toEqual({ inputs: nowhere, failures: [] });
    expect(success(await suite.provider.diff(domain, outputs, nowhere)).replaces).toEqual(["domain"]);
    expect(requests()).toEqual([]);
  });
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
