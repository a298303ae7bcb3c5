import { SmtpEmailProvider } from "pulumi-auth0-smtp";
import { expect, test } from "vitest";
import { type StoredProvider, tenantsOf } from "../emulator/index.ts";
import { expectFailed, settledUp } from "./expect.ts";
import { mailProject, STORED } from "./mail-project.ts";

test("drift of each field is seen by refresh, shown by the next preview, and repaired by the next up once", async () => {
  const settings = { headers: { "X-MC-ViewContentLink": "true" } } as const;
  const { credentials } = STORED;
  const drifts: Readonly<Record<string, { drift: Partial<StoredProvider>; repair: object }>> = {
    from: {
      drift: { default_from_address: "x@acme.com" },
      repair: { default_from_address: "no-reply@acme.com" },
    },
    enabled: { drift: { enabled: false }, repair: { enabled: true } },
    settings: { drift: { settings: { headers: {} } }, repair: { settings } },
    host: { drift: { credentials: { smtp_host: "x.acme.com" } }, repair: { credentials } },
    port: { drift: { credentials: { smtp_port: 25 } }, repair: { credentials } },
    username: { drift: { credentials: { smtp_user: "x" } }, repair: { credentials } },
  };
  const names = Object.keys(drifts);
  const domainOf = (name: string) => `${name}.eu.auth0.com`;
  const mail = await mailProject({ env: tenantsOf(...names.map(domainOf)) });
  mail.project.program = async () => {
    for (const name of names) new SmtpEmailProvider(name, mail.args({ domain: domainOf(name), settings }));
  };
  await settledUp(mail.project);
  for (const [name, { drift }] of Object.entries(drifts)) {
    mail.auth0.tenant(domainOf(name)).patchProvider(drift);
  }

  expect(await mail.project.refresh()).toMatchObject({ ok: true, changes: { update: names.length } });
  const steps = names.map((name) => `update ${name}`).sort();
  const preview = await mail.project.preview();
  expect({ ...preview, steps: preview.steps.toSorted() }).toMatchObject({ ok: true, steps, kinds: [] });
  const repaired = await settledUp(mail.project);
  const sent = (name: string) => repaired.requests.filter(({ tenant }) => tenant === domainOf(name));
  for (const [name, { repair }] of Object.entries(drifts)) {
    expect(sent(name).map(({ kind }) => kind)).toEqual(["token", "patch"]);
    expect(sent(name)[1]?.body).toEqual({ name: "smtp", ...repair });
  }
});

test("a provider that somebody deleted is gone after refresh, and made anew", async () => {
  const mail = await mailProject();
  await mail.up();
  mail.tenant.setProvider(undefined);
  expect(await mail.project.refresh()).toMatchObject({
    ok: true,
    changes: { delete: 1 },
    kinds: ["token", "get"],
  });
  expect(await mail.project.resources()).toEqual([]);
  expect(await mail.preview()).toMatchObject({ ok: true, steps: ["create mail"], kinds: [] });
  expect(await mail.up()).toMatchObject({ steps: ["create mail"], kinds: ["token", "post"] });
});

test("a provider that was deleted or switched since the last refresh is met by the update itself", async () => {
  const mail = await mailProject();
  await mail.up();
  mail.tenant.setProvider(undefined);
  const withoutPassword = await mail.tryUp({ from: "hello@acme.com", password: undefined });
  expectFailed(withoutPassword, "PASSWORD_REQUIRED", "was deleted since the last refresh");
  expect(withoutPassword.kinds).toEqual(["token", "patch"]);

  const recreated = await mail.up({ from: "hello@acme.com" });
  expect(recreated.kinds).toEqual(["token", "patch", "post"]);
  expect(mail.provider).toMatchObject({ default_from_address: "hello@acme.com" });

  const foreign = { name: "resend", enabled: true, credentials: { api_key: "key" } } as const;
  mail.tenant.setProvider(foreign);
  const switched = await mail.tryUp({ from: "news@acme.com" });
  expectFailed(switched, "PROVIDER_CHANGED", 'the e-mail provider "resend"', "pulumi refresh");
  expect(mail.provider).toEqual(foreign);
});

test('an answer that is not Auth0\'s "there is none" never makes the state forget the resource', async () => {
  const mail = await mailProject();
  await mail.up();
  const before = await mail.recorded();
  const answers = [
    [{ kind: "status", status: 401 }, "UNAUTHORIZED"],
    [{ kind: "status", status: 403 }, "MISSING_SCOPE: "],
    [{ kind: "status", status: 404 }, "REJECTED"],
    [{ kind: "status", status: 500 }, "UNREACHABLE"],
  ] as const;
  for (const [fault, code] of answers) {
    mail.tenant.failNext(fault, { on: "get", times: "always" });
    expectFailed(await mail.project.refresh(), code);
    mail.tenant.faults.clear();
    expect(await mail.recorded()).toEqual(before);
  }
  const refreshed = await mail.project.refresh();
  expect(refreshed.ok, refreshed.output).toBe(true);
  expect(refreshed.changes).toEqual({});
});
