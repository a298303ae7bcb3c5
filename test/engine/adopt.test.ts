import { SmtpEmailProvider } from "pulumi-auth0-smtp";
import { expect, test } from "vitest";
import { type StoredProvider, tenantsOf } from "../emulator/index.ts";
import { expectFailed, expectRefused, settledUp } from "./expect.ts";
import { mailProject, STORED } from "./mail-project.ts";

const THEIRS: StoredProvider = {
  name: "smtp",
  enabled: true,
  default_from_address: "it@acme.com",
  credentials: { smtp_host: "old.acme.com", smtp_port: 25, smtp_user: "it", smtp_pass: "theirs" },
  settings: { headers: { "X-SES-Configuration-Set": "theirs" } },
};

const RESEND: StoredProvider = { name: "resend", enabled: true, credentials: { api_key: "theirs" } };

/** What adopting sends: everything. */
const EVERYTHING = { ...STORED, settings: {} };

test("a provider that is there already is left alone, unless it is to be adopted", async () => {
  const mail = await mailProject();
  for (const [theirs, words] of [
    [RESEND, 'already has the e-mail provider "resend"'],
    [THEIRS, "already has the SMTP provider old.acme.com:25 (From it@acme.com)"],
  ] as const) {
    mail.tenant.setProvider(theirs);
    const refused = await mail.tryUp();
    expectFailed(refused, "PROVIDER_EXISTS: ", words, "It was left as it is", 'onExisting: "adopt"', "alias");
    expect(refused.kinds).toEqual(["token", "post", "get"]);
    expect(mail.provider).toEqual(theirs);
    expect(await mail.project.state()).toEqual({ resources: [], pending: 0 });
  }

  expectRefused(
    await mail.preview({ onExisting: "adopt", password: undefined }),
    "property password value {<nil>} has a problem: PASSWORD_REQUIRED",
  );
  expect(await mail.preview({ onExisting: "adopt" })).toMatchObject({ steps: ["create mail"], kinds: [] });
  const adopted = await mail.up({ onExisting: "adopt" });
  expect(adopted).toMatchObject({ steps: ["create mail"], kinds: ["token", "post", "patch"] });
  expect(adopted.requests[2]?.body).toEqual(EVERYTHING);
  const { settings: _, ...stored } = EVERYTHING;
  expect(mail.provider).toEqual(stored);
});

test("another service's provider is adopted by switching it to SMTP", async () => {
  const mail = await mailProject();
  mail.tenant.setProvider(RESEND);
  const adopted = await mail.up({ onExisting: "adopt" });
  expect(adopted).toMatchObject({ steps: ["create mail"], kinds: ["token", "post", "patch"] });
  expect(adopted.requests[2]?.body).toEqual(EVERYTHING);
  expect(mail.provider).toMatchObject({ name: "smtp" });
});

test("delete looks first: it deletes or disables what is ours, and leaves the rest alone", async () => {
  const names = ["deletes", "disables", "disabled", "foreign", "gone"];
  const domainOf = (name: string) => `${name}.eu.auth0.com`;
  const mail = await mailProject({ env: tenantsOf(...names.map(domainOf)) });
  const tenant = (name: string) => mail.auth0.tenant(domainOf(name));
  mail.project.program = async () => {
    for (const name of names) {
      const onDelete = name.startsWith("disable") ? "disable" : "delete";
      new SmtpEmailProvider(name, mail.args({ domain: domainOf(name), onDelete }));
    }
  };
  await settledUp(mail.project);

  tenant("disabled").patchProvider({ enabled: false });
  tenant("foreign").setProvider(RESEND);
  tenant("gone").setProvider(undefined);
  const destroyed = await mail.project.destroy();
  expect(destroyed).toMatchObject({ ok: true });
  const sent = (name: string) =>
    destroyed.requests.filter((request) => request.tenant === domainOf(name)).map(({ kind }) => kind);
  expect(Object.fromEntries(names.map((name) => [name, sent(name)]))).toEqual({
    deletes: ["token", "get", "delete"],
    disables: ["token", "get", "patch"],
    disabled: ["token", "get"],
    foreign: ["token", "get"],
    gone: ["token", "get"],
  });
  expect(destroyed.requests.find(({ kind }) => kind === "patch")?.body).toEqual({
    name: "smtp",
    enabled: false,
  });
  expect(tenant("deletes").provider).toBeUndefined();
  expect(tenant("disables").provider).toMatchObject({ name: "smtp", enabled: false });
  expect(tenant("foreign").provider).toEqual(RESEND);
  expect(destroyed.output).toContain(
    'foreign.eu.auth0.com: its e-mail provider is now "resend", not SMTP. It is not ours and was left alone.',
  );
  expect(await mail.project.resources()).toEqual([]);
});
