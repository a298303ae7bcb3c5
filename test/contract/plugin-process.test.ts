/** What is the plugin's own: the calls and the fields that dynamic resources have no place for. */
import { once } from "node:events";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import type providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Emulator, type StoredProvider, startEmulator, tenantsOf } from "../emulator/index.ts";
import { PLUGIN } from "../support/built-plugin.ts";
import { ask, connectTo, secret } from "../support/provider-protocol.ts";
import { CHECKED, GIVEN, storedBy } from "../support/samples.ts";
import { startProgram } from "../support/start-program.ts";

const URN = "urn:pulumi:test::mail::auth0-smtp:index:SmtpEmailProvider::mail";
const PASSWORD = "kanarienvogel plugin";
const STORED = storedBy({ ...GIVEN, password: PASSWORD });
const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const UNKNOWN_NUMBER = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";
const { ADD, UPDATE, UPDATE_REPLACE, DELETE } = pb.PropertyDiff.Kind;

const DOMAINS = Array.from({ length: 30 }, (_, at) => `plugin-${at}.eu.auth0.com`);
const free = [...DOMAINS];
let auth0: Emulator;
let port: string;
let client: providerGrpc.ResourceProviderClient;
let stop: () => Promise<unknown>;

beforeAll(async () => {
  auth0 = await startEmulator();
  const env = { ...auth0.env, ...tenantsOf(...DOMAINS) };
  const { child, firstLine } = await startProgram(PLUGIN, [], env);
  port = firstLine;
  client = connectTo(port);
  await ask<pb.ConfigureResponse>((done) => client.configure(new pb.ConfigureRequest(), done));
  stop = () => Promise.all([once(child, "close"), child.kill()]);
});
afterAll(async () => {
  client.close();
  await Promise.all([stop(), auth0.close()]);
});

const pack = (properties: object) => struct.Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)));
const scene = (has?: StoredProvider) => {
  const domain = free.pop() ?? "";
  const tenant = auth0.tenant(domain);
  tenant.setProvider(has);
  const requests = () =>
    auth0.requests.filter((request) => request.tenant === domain).map(({ kind }) => kind);
  return { domain, tenant, requests, inputs: { domain, ...CHECKED } };
};
const check = (news: object, olds: object = {}) =>
  ask<pb.CheckResponse>((done) =>
    client.check(new pb.CheckRequest().setUrn(URN).setOlds(pack(olds)).setNews(pack(news)), done),
  );
const diff = (olds: object, news: object, ignored: string[] = []) =>
  ask<pb.DiffResponse>((done) =>
    client.diff(
      new pb.DiffRequest()
        .setUrn(URN)
        .setOldInputs(pack(olds))
        .setOlds(pack({ ...olds, providerName: "smtp" }))
        .setNews(pack(news))
        .setIgnorechangesList(ignored),
      done,
    ),
  );
const valuesOf = (packed: struct.Struct | undefined) => packed?.toJavaScript() ?? {};

describe("secrets", () => {
  test("a password that the program gives in plain text is one, in inputs and outputs", async () => {
    const { inputs } = scene();
    const checked = await check({ ...inputs, password: PASSWORD });
    expect(valuesOf(checked.getInputs()).password).toEqual(secret(PASSWORD));
    const created = await ask<pb.CreateResponse>((done) =>
      client.create(new pb.CreateRequest().setUrn(URN).setProperties(checked.getInputs()), done),
    );
    expect(valuesOf(created.getProperties()).password).toEqual(secret(PASSWORD));
  });

  test("what the program marks stays one, and is not shown where it is refused", async () => {
    const { inputs } = scene();
    const news = { ...inputs, host: secret("smtp.hush.example"), password: secret(PASSWORD) };
    const { host } = valuesOf((await check(news)).getInputs());
    expect(host).toEqual(secret("smtp.hush.example"));
    const refused = await check({ ...news, host: secret("smtp://hush.example") });
    const [failure] = refused.getFailuresList();
    expect(failure?.getProperty()).toBe("");
    expect(failure?.getReason()).toContain("INVALID_INPUT: host");
    const moved = await check({ ...inputs, host: secret("smtp2.hush.example") }, inputs);
    expect(moved.getFailuresList()[0]?.getReason()).toContain("host changes (not shown");
  });

  test("a secret within an input makes a secret of the whole", async () => {
    const { inputs } = scene();
    const settings = { headers: { "X-MSYS_API": { key: secret("hush") } } };
    const checked = await check({ ...inputs, password: PASSWORD, settings });
    expect(valuesOf(checked.getInputs()).settings).toEqual(
      secret({ headers: { "X-MSYS_API": { key: "hush" } } }),
    );
  });
});

describe("a preview", () => {
  test("makes no request, and shows what would be; what is not known stays so, whatever its type", async () => {
    const { inputs, requests } = scene();
    const news = { ...inputs, host: UNKNOWN_STRING, port: UNKNOWN_NUMBER, password: secret(PASSWORD) };
    const checked = await check(news);
    expect(checked.getFailuresList()).toEqual([]);
    const created = await ask<pb.CreateResponse>((done) =>
      client.create(
        new pb.CreateRequest().setUrn(URN).setProperties(checked.getInputs()).setPreview(true),
        done,
      ),
    );
    expect(valuesOf(created.getProperties())).toEqual({
      ...inputs,
      host: UNKNOWN_STRING,
      port: UNKNOWN_STRING,
      password: secret(PASSWORD),
      providerName: "smtp",
    });
    const updated = await ask<pb.UpdateResponse>((done) =>
      client.update(
        new pb.UpdateRequest()
          .setUrn(URN)
          .setOlds(pack({ ...inputs, providerName: "smtp" }))
          .setNews(pack({ ...inputs, enabled: false }))
          .setPreview(true),
        done,
      ),
    );
    expect(valuesOf(updated.getProperties())).toEqual({ ...inputs, enabled: false, providerName: "smtp" });
    expect(requests()).toEqual([]);
  });
});

describe("diff", () => {
  test("says what changes, by property", async () => {
    const { inputs } = scene();
    const { enabled: _, ...rest } = inputs;
    const changed = await diff(
      { ...inputs, settings: { headers: { "X-SES-Configuration-Set": "mail" } } },
      { ...rest, enabled: false, password: secret(PASSWORD), domain: "other.eu.auth0.com" },
    );
    expect(changed.getHasdetaileddiff()).toBe(true);
    const kinds: Record<string, number> = {};
    changed.getDetaileddiffMap().forEach((kind, name) => {
      kinds[name] = kind.getKind();
    });
    expect(kinds).toEqual({
      domain: UPDATE_REPLACE,
      enabled: UPDATE,
      password: ADD,
      settings: DELETE,
    });
    expect(changed.getReplacesList()).toEqual(["domain"]);
    const none = await diff(inputs, inputs);
    expect(none.getChanges()).toBe(pb.DiffResponse.DiffChanges.DIFF_NONE);
    expect(none.getDetaileddiffMap().toArray()).toEqual([]);
  });

  test.each(["password", '["password"]', "*"])(
    "with ignoreChanges %s the password of the state never gets to another server or tenant",
    async (path) => {
      const { inputs, requests } = scene();
      const recorded = { ...inputs, password: secret(PASSWORD) };
      await diff(recorded, { ...recorded, enabled: false }, [path]);
      for (const moved of [{ host: "smtp2.acme.com" }, { domain: "other.eu.auth0.com" }]) {
        const refused = diff(recorded, { ...recorded, ...moved }, [path]);
        await expect(refused).rejects.toThrow(/^PASSWORD_REQUIRED: .*remove it from ignoreChanges/);
        const update = new pb.UpdateRequest()
          .setUrn(URN)
          .setOldInputs(pack(recorded))
          .setOlds(pack({ ...recorded, providerName: "smtp" }))
          .setNews(pack({ ...recorded, ...moved }))
          .setIgnorechangesList([path]);
        await expect(ask<pb.UpdateResponse>((done) => client.update(update, done))).rejects.toThrow(
          "PASSWORD_REQUIRED",
        );
      }
      await diff(recorded, { ...recorded, host: "smtp2.acme.com" }, ["host"]);
      expect(requests()).toEqual([]);
    },
  );
});

test("what was a secret is not shown where the password that ignoreChanges keeps is refused", async () => {
  const { inputs } = scene();
  const recorded = { ...inputs, host: secret("smtp.hush.example"), password: secret(PASSWORD) };
  const refused = diff(recorded, { ...recorded, host: "smtp2.acme.com" }, ["password"]);
  await expect(refused).rejects.toThrow("host changes (not shown: it may be a secret)");
});

describe("import", () => {
  const read = (domain: string) =>
    ask<pb.ReadResponse>((done) => client.read(new pb.ReadRequest().setId(domain).setUrn(URN), done));

  test("one GET; inputs without what is at its default; then no change", async () => {
    const { domain, inputs, requests } = scene(STORED);
    const found = await read(domain);
    expect(found.getId()).toBe(domain);
    expect(valuesOf(found.getInputs())).toEqual({ domain, ...GIVEN, port: 587 });
    expect(valuesOf(found.getProperties())).toEqual({ ...inputs, providerName: "smtp" });
    const checked = await check({ domain, ...GIVEN }, valuesOf(found.getInputs()));
    expect(checked.getFailuresList()).toEqual([]);
    const { DIFF_NONE } = pb.DiffResponse.DiffChanges;
    expect((await diff(inputs, valuesOf(checked.getInputs()))).getChanges()).toBe(DIFF_NONE);
    expect(requests()).toEqual(["token", "get"]);
  });

  test("of nothing, or of what is not SMTP: a failure that says so", async () => {
    await expect(read(scene().domain)).rejects.toThrow(/^PROVIDER_MISSING: /);
    const ses: StoredProvider = { ...STORED, name: "ses", credentials: {} };
    await expect(read(scene(ses).domain)).rejects.toThrow(
      /^PROVIDER_EXISTS: .* has the e-mail provider "ses", and only an SMTP provider can be imported/,
    );
    await expect(read("https://acme.eu.auth0.com")).rejects.toThrow(/^INVALID_INPUT: The domain /);
  });
});

describe("getEmailProvider", () => {
  const invoke = (args: object, token = "auth0-smtp:index:getEmailProvider") =>
    ask<pb.InvokeResponse>((done) =>
      client.invoke(new pb.InvokeRequest().setTok(token).setArgs(pack(args)), done),
    );

  test("what a tenant has, of whatever kind, by one GET", async () => {
    const { domain, requests } = scene(STORED);
    const found = await invoke({ domain: domain.toUpperCase() });
    const shown = { domain, ...GIVEN, port: 587, enabled: true, providerName: "smtp" };
    expect(valuesOf(found.getReturn())).toEqual(shown);
    expect(requests()).toEqual(["token", "get"]);
  });

  test.each<[string, object, string | undefined, RegExp]>([
    ["no provider", { domain: DOMAINS[0] }, undefined, /^PROVIDER_MISSING: /],
    ["no domain", {}, undefined, /^INVALID_INPUT: The domain /],
    ["another function", {}, "auth0-smtp:index:getNothing", /^INVALID_INPUT: .* is not a function/],
  ])("%s is a failure", async (_, args, token, words) => {
    await expect(invoke(args, token)).rejects.toThrow(words);
  });
});

describe("config", () => {
  const checkConfig = (news: object) =>
    ask<pb.CheckResponse>((done) =>
      client.checkConfig(new pb.CheckRequest().setUrn(URN).setNews(pack(news)), done),
    );

  test("credentials are secrets, whether they are marked or not", async () => {
    const checked = await checkConfig({ domain: "a.eu.auth0.com", clientId: "id", clientSecret: "hush" });
    expect(checked.getFailuresList()).toEqual([]);
    expect(valuesOf(checked.getInputs())).toEqual({
      domain: "a.eu.auth0.com",
      clientId: "id",
      clientSecret: secret("hush"),
    });
  });

  test("a key that is none is refused, and its value not shown", async () => {
    const [failure] = (await checkConfig({ clientSecrett: "hush", version: "1.0.0" })).getFailuresList();
    expect(failure?.getReason()).toMatch(/^INVALID_INPUT: "clientSecrett" is not a key /);
    expect(JSON.stringify(failure?.toObject())).not.toContain("hush");
  });

  test("other credentials replace nothing", async () => {
    const [olds, news] = [pack({ clientSecret: secret("a") }), pack({ clientSecret: secret("b") })];
    const changed = await ask<pb.DiffResponse>((done) =>
      client.diffConfig(new pb.DiffRequest().setUrn(URN).setOlds(olds).setNews(news), done),
    );
    expect(changed.getChanges()).toBe(pb.DiffResponse.DiffChanges.DIFF_SOME);
    expect(changed.getReplacesList()).toEqual([]);
  });
});

describe("many engines share one process", () => {
  const attached = async (config: object) => {
    const own = connectTo(port);
    onTestFinished(() => own.close());
    await ask<empty.Empty>((done) =>
      own.attach(new plugin.PluginAttach().setAddress(`127.0.0.1:${Math.trunc(Math.random() * 1e4)}`), done),
    );
    await ask<pb.ConfigureResponse>((done) =>
      own.configure(new pb.ConfigureRequest().setArgs(pack(config)), done),
    );
    return own;
  };
  const checkedBy = async (own: providerGrpc.ResourceProviderClient, urn: string, domain?: string) => {
    const news = pack({ ...GIVEN, domain, password: secret(PASSWORD) });
    return ask<pb.CheckResponse>((done) => own.check(new pb.CheckRequest().setUrn(urn).setNews(news), done));
  };

  test("each has its own config, and its own memory of what its program has", async () => {
    const one = await attached({ domain: "one.eu.auth0.com" });
    const other = await attached({ domain: "other.eu.auth0.com" });
    expect(valuesOf((await checkedBy(one, `${URN}-1`)).getInputs()).domain).toBe("one.eu.auth0.com");
    expect(valuesOf((await checkedBy(other, `${URN}-2`)).getInputs()).domain).toBe("other.eu.auth0.com");
    const domain = "shared.eu.auth0.com";
    expect((await checkedBy(one, `${URN}-3`, domain)).getFailuresList()).toEqual([]);
    expect((await checkedBy(other, `${URN}-4`, domain)).getFailuresList()).toEqual([]);
    const [failure] = (await checkedBy(one, `${URN}-5`, domain)).getFailuresList();
    expect(failure?.getReason()).toMatch(/^DUPLICATE_DOMAIN: The resource "mail-3" /);
  });

  test("Cancel ends the waits of one of them at once", async () => {
    const { domain, inputs, tenant, requests } = scene();
    const one = await attached({});
    tenant.faults.add({ kind: "429", resetInSeconds: 100 }, { on: "post" });
    const creation = ask<pb.CreateResponse>((done) =>
      one.create(
        new pb.CreateRequest().setUrn(URN).setProperties(pack({ ...inputs, domain, password: PASSWORD })),
        done,
      ),
    );
    const failed = expect(creation).rejects.toThrow(/^RATE_LIMITED: /);
    await expect.poll(requests, { timeout: 20_000 }).toEqual(["token", "post"]);
    await ask<empty.Empty>((done) => one.cancel(new empty.Empty(), done));
    await failed;
    expect(requests()).toEqual(["token", "post"]);
  });
});

test("it ends when the process that started it is killed", async () => {
  const parent = `
    const { spawn } = require("node:child_process");
    const plugin = spawn(process.execPath, [process.argv[1]], { stdio: ["ignore", "pipe", "inherit"] });
    plugin.stdout.once("data", () => console.log(plugin.pid));`;
  const { child, firstLine } = await startProgram("-e", [parent, PLUGIN], { ...auth0.env });
  const isAlive = () => {
    try {
      return process.kill(Number(firstLine), 0);
    } catch {
      return false;
    }
  };
  expect(isAlive()).toBe(true);
  child.kill("SIGKILL");
  await expect.poll(isAlive, { timeout: 20_000 }).toBe(false);
});

test("the schema and the version are the package's", async () => {
  const answer = await ask<pb.GetSchemaResponse>((done) => client.getSchema(new pb.GetSchemaRequest(), done));
  const schema = JSON.parse(answer.getSchema());
  const info = await ask<plugin.PluginInfo>((done) => client.getPluginInfo(new empty.Empty(), done));
  expect([schema.name, schema.version]).toEqual(["auth0-smtp", info.getVersion()]);
});
