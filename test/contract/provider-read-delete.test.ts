/** What refresh and delete do, over gRPC as the engine does: requests, drift, what is left alone. */
import { describe, expect, test } from "vitest";
import { FOREIGN, providerSuite, SECRETS, STORED, success } from "./provider-suite.ts";

const suite = providerSuite();
const { password } = SECRETS;
const SETTINGS = { headers: { "X-SES-Configuration-Set": "mail" } };

describe("refresh", () => {
  test("one GET, for all that can be read", async () => {
    const { domain, inputs, outputs } = suite.scene(STORED);
    const read = success(await suite.provider.read(domain, { ...outputs, password }));
    expect(read).toEqual({ id: domain, outputs: { ...outputs, password }, inputs: { ...inputs, password } });
    const requests = suite.auth0.requests.filter(({ tenant }) => tenant === domain);
    expect(requests.map(({ kind, query }) => [kind, query])).toEqual([
      ["token", {}],
      ["get", { fields: "name,enabled,default_from_address,credentials,settings", include_fields: "true" }],
    ]);
  });

  test.each<[string, object, object]>([
    ["enabled", { enabled: false }, { enabled: false }],
    ["from", { default_from_address: "theirs@acme.com" }, { from: "theirs@acme.com" }],
    ["host", { credentials: { smtp_host: "theirs.acme.com" } }, { host: "theirs.acme.com" }],
    ["port", { credentials: { smtp_port: 2525 } }, { port: 2525 }],
    ["username", { credentials: { smtp_user: "theirs" } }, { username: "theirs" }],
    ["settings", { settings: SETTINGS }, { settings: SETTINGS }],
  ])("%s changed: outputs and inputs have it, so that a preview shows it", async (_, theirs, drift) => {
    const { domain, inputs, outputs, tenant, requests } = suite.scene(STORED);
    tenant.patchProvider(theirs);
    const read = success(await suite.provider.read(domain, outputs));
    expect(read).toEqual({ id: domain, outputs: { ...outputs, ...drift }, inputs: { ...inputs, ...drift } });
    expect(success(await suite.provider.diff(domain, read.outputs, inputs)).changes).toBe(true);
    expect(requests()).toEqual(["token", "get"]);
  });

  test("settings removed: neither outputs nor inputs have them", async () => {
    const { domain, inputs, outputs } = suite.scene(STORED);
    const read = success(await suite.provider.read(domain, { ...outputs, settings: SETTINGS }));
    expect(read).toEqual({ id: domain, outputs, inputs });
  });

  test("another service: named in both, and the password is needed to switch back", async () => {
    const { domain, inputs, outputs } = suite.scene(FOREIGN);
    const drift = { from: "ses@acme.com", providerName: "ses" };
    const read = success(await suite.provider.read(domain, outputs));
    expect(read).toEqual({ id: domain, outputs: { ...outputs, ...drift }, inputs: { ...inputs, ...drift } });
    const { failures } = success(await suite.provider.check(read.inputs, inputs));
    expect(failures).toMatchObject([{ property: "password", reason: expect.stringContaining('"ses"') }]);
  });

  test("absent: gone", async () => {
    const { domain, outputs, requests } = suite.scene();
    expect(success(await suite.provider.read(domain, outputs))).toMatchObject({ id: "", outputs: {} });
    expect(requests()).toEqual(["token", "get"]);
  });
});

describe("SmtpEmailProvider.get", () => {
  /** What the engine hands over where a program reads: the names that it is registered with, and no value. */
  const found = { enabled: true, from: "no-reply@acme.com", providerName: "smtp" };
  const server = { host: "smtp.acme.com", port: 587, username: "acme" };

  test.each<[string, typeof STORED, object]>([
    ["SMTP", STORED, { ...found, ...server }],
    ["SMTP with headers", { ...STORED, settings: SETTINGS }, { ...found, ...server, settings: SETTINGS }],
    ["another service", FOREIGN, { ...found, from: "ses@acme.com", providerName: "ses" }],
  ])("%s: one GET, and again at a refresh", async (_, has, outputs) => {
    const { domain, requests } = suite.scene(has);
    const read = success(await suite.provider.read(domain.toUpperCase(), {}));
    expect(read).toEqual({ id: domain, outputs: { domain, ...outputs }, inputs: {} });
    expect(success(await suite.provider.read(domain, read.outputs))).toEqual(read);
    expect(requests()).toEqual(["token", "get", "get"]);
  });

  test("absent: a failure that says so, and at a refresh gone", async () => {
    const { domain } = suite.scene();
    expect(suite.failure(await suite.provider.read(domain, {}))).toMatchObject({
      code: "PROVIDER_MISSING",
      message: expect.stringContaining(`${domain} has no e-mail provider that could be read.`),
    });
    const outputs = { domain, ...found };
    expect(success(await suite.provider.read(domain, outputs))).toMatchObject({ id: "", outputs: {} });
  });

  test.each([
    ["https://acme.eu.auth0.com", "The domain must be a host name without a scheme."],
    ["undefined", 'The domain is the text "undefined"'],
  ])("%s is no domain", async (id, words) => {
    expect(suite.failure(await suite.provider.read(id, {}))).toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining(words),
    });
  });
});

describe("delete", () => {
  test.each<[string, typeof STORED | undefined, object, string[], unknown]>([
    ["SMTP", STORED, {}, ["token", "get", "delete"], undefined],
    [
      "SMTP, to disable",
      STORED,
      { onDelete: "disable" },
      ["token", "get", "patch"],
      { ...STORED, enabled: false },
    ],
    [
      "SMTP, disabled already",
      { ...STORED, enabled: false },
      { onDelete: "disable" },
      ["token", "get"],
      { ...STORED, enabled: false },
    ],
    ["absent", undefined, {}, ["token", "get"], undefined],
    ["absent, to disable", undefined, { onDelete: "disable" }, ["token", "get"], undefined],
    ["another service", FOREIGN, {}, ["token", "get"], FOREIGN],
    ["another service, to disable", FOREIGN, { onDelete: "disable" }, ["token", "get"], FOREIGN],
  ])("%s", async (_, has, change, requests, left) => {
    const scene = suite.scene(has);
    success(await suite.provider.delete(scene.domain, { ...scene.outputs, ...change }));
    expect(scene.requests()).toEqual(requests);
    expect(scene.tenant.provider).toEqual(left);
  });

  test("another service is left alone, and that is said", async () => {
    const { domain, outputs } = suite.scene(FOREIGN);
    success(await suite.provider.delete(domain, outputs));
    expect(suite.process.messages).toContainEqual(
      expect.objectContaining({
        severity: "warning",
        text: expect.stringContaining(`${domain}: its e-mail provider is now "ses"`),
      }),
    );
  });

  test.each([{}, { onExisting: "adopt" }])(
    "after a create of the same tenant in the same run (%j): left in place, and that is said",
    async (change) => {
      const { domain, inputs, outputs, tenant, requests } = suite.scene(
        "onExisting" in change ? STORED : undefined,
      );
      success(await suite.provider.create({ ...inputs, ...change, password }));
      requests();
      success(await suite.provider.delete(domain, outputs));
      expect(requests()).toEqual([]);
      expect(tenant.provider).toBeDefined();
      expect(suite.process.messages.map(({ text }) => text)).toContainEqual(
        expect.stringContaining(`${domain}: its SMTP provider was left in place`),
      );
      // The next run deletes it.
      success(await (await suite.process.fresh()).delete(domain, outputs));
      expect(tenant.provider).toBeUndefined();
    },
  );

  test("beside another resource of the program that is recorded for the same tenant: left in place", async () => {
    const { domain, inputs, outputs, tenant, requests } = suite.scene(STORED);
    const provider = await suite.process.fresh();
    success(await provider.check(inputs, { ...inputs, from: "new@acme.com" }));
    success(await provider.delete(domain, outputs));
    expect(requests()).toEqual([]);
    expect(tenant.provider).toEqual(STORED);
  });

  test("beside one that leaves the tenant for another: deleted", async () => {
    const { domain, inputs, outputs, tenant } = suite.scene(STORED);
    const provider = await suite.process.fresh();
    success(await provider.check(inputs, { ...inputs, domain: "next.eu.auth0.com", password }));
    success(await provider.delete(domain, outputs));
    expect(tenant.provider).toBeUndefined();
  });

  test("beside a new resource for the same tenant that is at fault: refused", async () => {
    const { domain, inputs, outputs, tenant, requests } = suite.scene(STORED);
    const provider = await suite.process.fresh();
    const checked = success(await provider.check({}, { ...inputs, password, port: 0 }));
    expect(checked.failures).toHaveLength(1);
    expect(suite.failure(await provider.delete(domain, outputs)).code).toBe("PROVIDER_EXISTS");
    expect(requests()).toEqual([]);
    expect(tenant.provider).toEqual(STORED);
  });

  test("beside a resource that was checked and not made, for what it depends on failed: refused", async () => {
    const { domain, inputs, outputs, tenant, requests } = suite.scene(STORED);
    const provider = await suite.process.fresh();
    expect(success(await provider.check({}, { ...inputs, password })).failures).toEqual([]);
    expect(suite.failure(await provider.delete(domain, outputs)).code).toBe("PROVIDER_EXISTS");
    expect(requests()).toEqual([]);
    expect(tenant.provider).toEqual(STORED);
  });

  test("after a create of the same tenant that failed: refused, for the resource is all that is recorded", async () => {
    const { domain, inputs, outputs, tenant, requests } = suite.scene(STORED);
    suite.failure(await suite.provider.create({ ...inputs, password }));
    requests();
    const failed = suite.failure(await suite.provider.delete(domain, outputs));
    expect(failed.code).toBe("PROVIDER_EXISTS");
    expect(failed.message).toContain("this resource stays in the state");
    expect(requests()).toEqual([]);
    expect(tenant.provider).toEqual(STORED);
  });
});
