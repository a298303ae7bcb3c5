/** What create and update send to Auth0, over gRPC as the engine does: bodies, requests, outputs. */
import { describe, expect, test } from "vitest";
import { FOREIGN, providerSuite, SECRETS, STORED, success } from "./provider-suite.ts";

const suite = providerSuite();
const { password, oldPassword } = SECRETS;
const SETTINGS = { headers: { "X-SES-Configuration-Set": "mail" } };
const CREDENTIALS = { ...STORED.credentials, smtp_pass: password };

describe("create", () => {
  test("POST, with everything", async () => {
    const { domain, tenant, inputs, requests, writes } = suite.scene();
    const news = { ...inputs, settings: SETTINGS, password };
    const created = success(await suite.provider.create(news));
    expect(created).toEqual({ id: domain, outputs: { ...news, providerName: "smtp" } });
    expect(tenant.provider).toEqual({ ...STORED, credentials: CREDENTIALS, settings: SETTINGS });
    expect(requests()).toEqual(["token", "post"]);
    expect(writes()).toEqual([{ ...STORED, credentials: CREDENTIALS, settings: SETTINGS }]);
  });

  test("the password from the environment is applied, and recorded nowhere", async () => {
    const { domain, tenant, inputs } = suite.scene();
    const provider = await suite.process.fresh({ env: { SMTP_PASS: password } });
    const news = { ...inputs, passwordFrom: { env: "SMTP_PASS", version: "1" } };
    const created = success(await provider.create(news));
    expect(created).toEqual({ id: domain, outputs: { ...news, providerName: "smtp" } });
    expect(JSON.stringify(created)).not.toContain(password);
    expect(tenant.provider?.credentials).toEqual(CREDENTIALS);
  });

  test("a variable that is not set: PASSWORD_UNREADABLE, and nothing is sent", async () => {
    const { inputs, requests } = suite.scene();
    const failed = suite.failure(
      await suite.provider.create({ ...inputs, passwordFrom: { env: "SMTP_PASS" } }),
    );
    expect(failed).toMatchObject({ code: "PASSWORD_UNREADABLE", recorded: undefined });
    expect(requests()).toEqual([]);
  });

  test("no password: PASSWORD_REQUIRED, and nothing is sent", async () => {
    const { inputs, requests } = suite.scene();
    expect(suite.failure(await suite.provider.create(inputs)).code).toBe("PASSWORD_REQUIRED");
    expect(requests()).toEqual([]);
  });

  test.each([
    ["SMTP", STORED, "the SMTP provider smtp.acme.com:587 (From no-reply@acme.com)"],
    ["another service", FOREIGN, 'the e-mail provider "ses"'],
  ])("%s is there already: PROVIDER_EXISTS says what, and how to adopt it", async (_, has, words) => {
    const { tenant, inputs, requests } = suite.scene(has);
    const failed = suite.failure(await suite.provider.create({ ...inputs, password }));
    expect(failed).toMatchObject({ code: "PROVIDER_EXISTS", recorded: undefined });
    expect(failed.message).toContain(words);
    expect(failed.message).toContain('set onExisting: "adopt"');
    expect(tenant.provider).toEqual(has);
    expect(requests()).toEqual(["token", "post", "get"]);
  });

  test.each([
    ["SMTP", { ...STORED, enabled: false, settings: SETTINGS }],
    ["another service", FOREIGN],
  ])("%s is there already, to adopt: a PATCH of everything", async (_, has) => {
    const { inputs, outputs, tenant, requests } = suite.scene(has);
    const adopting = { onExisting: "adopt", password };
    const created = success(await suite.provider.create({ ...inputs, ...adopting }));
    expect(created.outputs).toEqual({ ...outputs, ...adopting });
    expect(tenant.provider).toEqual({ ...STORED, credentials: CREDENTIALS });
    expect(requests()).toEqual(["token", "post", "patch"]);
  });
});

describe("update", () => {
  test.each<[string, object, object, object]>([
    ["enabled", {}, { enabled: false }, { enabled: false }],
    ["from", {}, { from: "mail@acme.com" }, { default_from_address: "mail@acme.com" }],
    ["settings", {}, { settings: SETTINGS }, { settings: SETTINGS }],
    ["settings cleared", { settings: SETTINGS }, {}, { settings: {} }],
    ["password", { password: oldPassword }, { password }, { credentials: CREDENTIALS }],
    [
      "host, port and username",
      {},
      { host: "smtp2.acme.com", port: 465, username: "acme-2", password },
      {
        credentials: {
          smtp_host: "smtp2.acme.com",
          smtp_port: 465,
          smtp_user: "acme-2",
          smtp_pass: password,
        },
      },
    ],
    [
      "enabled and port",
      {},
      { enabled: false, port: 465, password },
      { enabled: false, credentials: { ...CREDENTIALS, smtp_port: 465 } },
    ],
  ])("%s: one PATCH with the name and what changed", async (_, known, change, body) => {
    const has = "settings" in known ? { ...STORED, settings: SETTINGS } : STORED;
    const { domain, inputs, outputs, requests, writes } = suite.scene(has);
    const news = { ...inputs, ...change };
    const updated = success(await suite.provider.update(domain, { ...outputs, ...known }, news));
    expect(updated.outputs).toEqual({ ...news, providerName: "smtp" });
    expect(requests()).toEqual(["token", "patch"]);
    expect(writes()).toEqual([{ name: "smtp", ...body }]);
  });

  test.each<[string, object, object]>([
    ["a password that is no longer given", { password: oldPassword }, {}],
    ["a source that is no longer given", { passwordFrom: { env: "SMTP_PASS" } }, {}],
    ["what only the program knows", {}, { onDelete: "disable", onExisting: "adopt" }],
  ])("%s: no request, and the state has it", async (_, known, change) => {
    const { domain, inputs, outputs, requests } = suite.scene(STORED);
    const updated = success(
      await suite.provider.update(domain, { ...outputs, ...known }, { ...inputs, ...change }),
    );
    expect(updated.outputs).toEqual({ ...outputs, ...change });
    expect(requests()).toEqual([]);
  });

  test("a new version of the password's source rotates", async () => {
    const { domain, inputs, outputs, tenant, requests } = suite.scene(STORED);
    const provider = await suite.process.fresh({ env: { SMTP_PASS: password } });
    const [old, next] = ["1", "2"].map((version) => ({ passwordFrom: { env: "SMTP_PASS", version } }));
    const updated = success(await provider.update(domain, { ...outputs, ...old }, { ...inputs, ...next }));
    expect(updated.outputs).toEqual({ ...outputs, ...next });
    expect(tenant.provider?.credentials).toEqual(CREDENTIALS);
    expect(requests()).toEqual(["token", "patch"]);
  });

  test("another service, known from a refresh: switched back with everything", async () => {
    const { domain, inputs, outputs, tenant, writes } = suite.scene(FOREIGN);
    const known = { ...outputs, enabled: true, from: "ses@acme.com", providerName: "ses" };
    const updated = success(await suite.provider.update(domain, known, { ...inputs, password }));
    expect(updated.outputs).toEqual({ ...outputs, password });
    expect(tenant.provider).toEqual({ ...STORED, credentials: CREDENTIALS });
    expect(writes()).toEqual([
      {
        name: "smtp",
        enabled: true,
        default_from_address: "no-reply@acme.com",
        credentials: CREDENTIALS,
        settings: {},
      },
    ]);
  });

  test("another service since the last refresh: refused, and left as it is", async () => {
    const { domain, inputs, outputs, tenant, requests } = suite.scene(FOREIGN);
    const failed = suite.failure(await suite.provider.update(domain, outputs, { ...inputs, enabled: false }));
    expect(failed).toMatchObject({ code: "PROVIDER_CHANGED", recorded: undefined });
    expect(failed.message).toContain('was switched to the e-mail provider "ses"');
    expect(tenant.provider).toEqual(FOREIGN);
    expect(requests()).toEqual(["token", "patch", "get"]);
  });

  test("deleted meanwhile: made anew, if the password is there", async () => {
    const { domain, inputs, outputs, tenant, requests } = suite.scene();
    const news = { ...inputs, enabled: false, password };
    const updated = success(await suite.provider.update(domain, { ...outputs, password }, news));
    expect(updated.outputs).toEqual({ ...news, providerName: "smtp" });
    expect(tenant.provider).toEqual({ ...STORED, enabled: false, credentials: CREDENTIALS });
    expect(requests()).toEqual(["token", "patch", "post"]);
  });

  test("deleted meanwhile, and the password's source gives none: PASSWORD_UNREADABLE", async () => {
    const { domain, inputs, outputs, requests } = suite.scene();
    const source = { passwordFrom: { env: "NO_SUCH_VARIABLE" } };
    const failed = suite.failure(
      await suite.provider.update(
        domain,
        { ...outputs, ...source },
        { ...inputs, ...source, enabled: false },
      ),
    );
    expect(failed).toMatchObject({ code: "PASSWORD_UNREADABLE", recorded: undefined });
    expect(failed.message).toContain("No request changed the tenant.");
    expect(requests()).toEqual(["token", "patch"]);
  });

  test("another host since the last refresh: said so, and the password is no longer taken for Auth0's", async () => {
    const { domain, inputs, outputs, tenant } = suite.scene(STORED);
    tenant.patchProvider({ credentials: { smtp_host: "theirs.acme.com" } });
    const { outputs: known } = success(
      await suite.provider.update(domain, { ...outputs, password }, { ...inputs, password, enabled: false }),
    );
    expect(known).toEqual({ ...outputs, host: "theirs.acme.com", enabled: false });
    expect(suite.process.messages.map(({ text }) => text)).toContainEqual(
      expect.stringContaining(`${domain}: somebody has changed its host, port or user name`),
    );
  });

  test("deleted meanwhile, and no password: PASSWORD_REQUIRED", async () => {
    const { domain, inputs, outputs, tenant, requests } = suite.scene();
    const failed = suite.failure(await suite.provider.update(domain, outputs, { ...inputs, enabled: false }));
    expect(failed).toMatchObject({ code: "PASSWORD_REQUIRED", recorded: undefined });
    expect(tenant.provider).toBeUndefined();
    expect(requests()).toEqual(["token", "patch"]);
  });
});
