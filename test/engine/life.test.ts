import { SmtpEmailProvider, type SmtpEmailProviderArgs } from "pulumi-auth0-smtp";
import { expect, test } from "vitest";
import { tenantsOf } from "../emulator/index.ts";
import { outputsOf } from "../support/samples.ts";
import { settledUp } from "./expect.ts";
import { loadedModules } from "./loaded-modules.ts";
import { mailProject, STORED } from "./mail-project.ts";

type Args = Partial<SmtpEmailProviderArgs>;

const { credentials } = STORED;

test("from nothing to up, up again, refresh and destroy", async () => {
  const mail = await mailProject();

  expect(await mail.preview()).toMatchObject({ ok: true, steps: ["create mail"], kinds: [] });
  expect(mail.provider).toBeUndefined();

  const created = await mail.up();
  expect(created).toMatchObject({ steps: ["create mail"], kinds: ["token", "post"] });
  expect(created.requests[1]?.body).toEqual(STORED);
  expect(mail.provider).toEqual(STORED);
  expect(await mail.recorded()).toMatchObject({
    id: mail.domain,
    outputs: outputsOf(mail.domain),
  });

  expect(await mail.up()).toMatchObject({ steps: [], kinds: [] });
  const refreshed = await mail.project.refresh();
  expect(refreshed).toMatchObject({ ok: true, kinds: ["token", "get"] });
  expect(refreshed.changes).toEqual({});
  expect(await mail.project.destroy()).toMatchObject({
    ok: true,
    steps: ["delete mail"],
    kinds: ["token", "get", "delete"],
  });
  expect(mail.provider).toBeUndefined();
  expect(await mail.project.resources()).toEqual([]);
});

test("each input changed alone sends its own group and the name, or nothing where Auth0 never sees it", async () => {
  const SETTINGS = { headers: { "X-SES-Configuration-Set": "main" } };
  const changes: Readonly<Record<string, { before?: Args; after: Args; body?: object }>> = {
    from: {
      after: { from: "Acme <hello@acme.com>" },
      body: { default_from_address: "Acme <hello@acme.com>" },
    },
    disabled: { after: { enabled: false }, body: { enabled: false } },
    enabled: { before: { enabled: false }, after: {}, body: { enabled: true } },
    settings: { after: { settings: SETTINGS }, body: { settings: SETTINGS } },
    nosettings: { before: { settings: SETTINGS }, after: {}, body: { settings: {} } },
    password: { after: { password: "pw-2" }, body: { credentials: { ...credentials, smtp_pass: "pw-2" } } },
    host: {
      after: { host: "mx.acme.com" },
      body: { credentials: { ...credentials, smtp_host: "mx.acme.com" } },
    },
    port: { after: { port: 2525 }, body: { credentials: { ...credentials, smtp_port: 2525 } } },
    username: {
      after: { username: "mailer" },
      body: { credentials: { ...credentials, smtp_user: "mailer" } },
    },
    onexisting: { after: { onExisting: "adopt" } },
    ondelete: { after: { onDelete: "disable" } },
  };
  const names = Object.keys(changes);
  const domainOf = (name: string) => `${name}.eu.auth0.com`;
  const mail = await mailProject({ env: tenantsOf(...names.map(domainOf)) });
  const set = (which: "before" | "after") => {
    mail.project.program = async () => {
      for (const [name, change] of Object.entries(changes)) {
        new SmtpEmailProvider(name, mail.args({ domain: domainOf(name), ...change[which] }));
      }
    };
  };
  set("before");
  await settledUp(mail.project);
  set("after");
  const steps = names.map((name) => `update ${name}`).sort();
  const preview = await mail.project.preview();
  expect({ ...preview, steps: preview.steps.toSorted() }).toMatchObject({ ok: true, steps, kinds: [] });
  const changed = await settledUp(mail.project);
  expect(changed.steps.toSorted()).toEqual(steps);
  const sent = (name: string) => changed.requests.filter(({ tenant }) => tenant === domainOf(name));
  for (const [name, { body }] of Object.entries(changes)) {
    expect(sent(name).map(({ kind }) => kind)).toEqual(body ? ["token", "patch"] : []);
    expect(sent(name)[1]?.body).toEqual(body && { name: "smtp", ...body });
  }
});

test("the Auth0 SDK is loaded only where a request is made", async () => {
  const modules = await loadedModules();
  const mail = await mailProject({ env: modules.env });
  const loaded = async () => (await modules.take(/\/node_modules\/auth0\/|\/dist\/auth0\/sdk-/)).length > 0;
  expect(await mail.project.up()).toMatchObject({ ok: true, kinds: ["token", "post"] });
  expect(await loaded()).toBe(true);
  expect(await mail.project.preview()).toMatchObject({ ok: true, steps: [] });
  expect(await mail.project.up()).toMatchObject({ ok: true, steps: [] });
  expect(await loaded()).toBe(false);
});
