import { expect, test } from "vitest";
import { CLIENT, type StoredProvider, tenantsOf } from "../emulator/index.ts";
import { expectFailed, expectRefused, settledUp } from "../engine/expect.ts";
import { ref, STORED, secret, yamlMail } from "./yaml-mail.ts";

const RESEND: StoredProvider = { name: "resend", enabled: true, credentials: { api_key: "theirs" } };

test("a provider that is there already is left alone, unless it is to be adopted", async () => {
  const mail = await yamlMail();
  mail.tenant.setProvider(RESEND);
  const refused = await mail.tryUp();
  expectFailed(refused, "PROVIDER_EXISTS: ", '"resend"', 'onExisting: "adopt"');
  expect(refused.kinds).toEqual(["token", "post", "get"]);
  expect(mail.provider).toEqual(RESEND);
  expect(await mail.up({ onExisting: "adopt" })).toMatchObject({ kinds: ["token", "post", "patch"] });
  expect(mail.provider).toEqual(STORED);
});

test("two resources for one tenant are refused at preview, letter case aside", async () => {
  const mail = await yamlMail();
  await mail.project.setProgram({
    resources: { mail: mail.resource(), other: mail.resource({ domain: mail.domain.toUpperCase() }) },
  });
  expectRefused(await mail.project.preview(), "DUPLICATE_DOMAIN");
});

test("renamed without an alias: the create and the delete of one run leave the mail up", async () => {
  const mail = await yamlMail();
  await mail.up();
  const before = mail.provider;
  await mail.project.setProgram({ resources: { renamed: mail.resource() } });
  const refused = await mail.project.up();
  expectFailed(refused, "PROVIDER_EXISTS", "alias");
  expect(mail.provider).toEqual(before);

  await mail.project.setProgram({ resources: { renamed: mail.resource({ onExisting: "adopt" }) } });
  const renamed = await settledUp(mail.project);
  expect(renamed).toMatchObject({
    steps: ["create renamed", "delete mail"],
    kinds: ["token", "post", "patch"],
  });
  expect(renamed.output).toContain(`${mail.domain}: its SMTP provider was left in place`);
  expect(mail.provider).toEqual(before);
});

test("what is not known at preview passes it, and is judged at up, before any request", async () => {
  const first = "first.eu.auth0.com";
  const mail = await yamlMail({ env: tenantsOf(first) });
  // The id of a resource that is not there yet.
  const late = { first: mail.resource({ domain: first }) };
  const late2 = ref("first.id");
  const host = { host: `https://${late2}` };
  await mail.project.setProgram({
    resources: { ...late, mail: mail.resource({ ...host, password: secret(late2) }) },
  });
  const preview = await mail.project.preview();
  expect(preview).toMatchObject({ ok: true, steps: ["create first", "create mail"], kinds: [] });
  const refused = await mail.project.up();
  expectFailed(refused, "INVALID_INPUT: host");
  expect(refused.requests.map(({ kind, tenant }) => `${kind} ${tenant}`)).toEqual([
    `token ${first}`,
    `post ${first}`,
  ]);

  await mail.project.destroy();
  await mail.project.setProgram({
    resources: { ...late, mail: mail.resource({ host: `smtp.${late2}`, from: `mail@${late2}` }) },
  });
  expect(await mail.project.preview()).toMatchObject({ ok: true, kinds: [] });
  await settledUp(mail.project);
  expect(mail.provider).toMatchObject({
    default_from_address: `mail@${first}`,
    credentials: { smtp_host: `smtp.${first}` },
  });
});

test("getEmailProvider tells what a tenant has, and manages nothing", async () => {
  const mail = await yamlMail();
  mail.tenant.setProvider(RESEND);
  const theirs = (args: object) => ({
    variables: { theirs: { "fn::invoke": { function: "auth0-smtp:getEmailProvider", arguments: args } } },
    outputs: { name: ref("theirs.providerName"), domain: ref("theirs.domain") },
  });
  await mail.project.setProgram(theirs({ domain: mail.domain }));
  expect(await mail.project.up()).toMatchObject({ ok: true, kinds: ["token", "get"] });
  expect(await mail.project.outputs()).toEqual({ name: "resend", domain: mail.domain });
  expect(await mail.project.resources()).toEqual([]);

  mail.tenant.setProvider(undefined);
  await mail.project.setProgram(theirs({}));
  expectFailed(await mail.project.preview(), "PROVIDER_MISSING: ", mail.domain);
});

test("credentials and domain come from the provider's own config, where the environment has none", async () => {
  const domain = "config.eu.auth0.com";
  const mail = await yamlMail({
    env: { AUTH0_DOMAIN: "", AUTH0_CLIENT_ID: "", AUTH0_CLIENT_SECRET: "" },
    config: { "auth0-smtp:domain": domain, "auth0-smtp:clientId": CLIENT.AUTH0_CLIENT_ID },
    secrets: { "auth0-smtp:clientSecret": CLIENT.AUTH0_CLIENT_SECRET },
  });
  const created = await mail.up({ domain: undefined });
  expect(created.kinds).toEqual(["token", "post"]);
  expect((await mail.recorded()).id).toBe(domain);
  expect(mail.auth0.tenant(domain).provider).toEqual(STORED);
  const files = await mail.project.files();
  for (const [file, text] of files) expect(text.includes(CLIENT.AUTH0_CLIENT_SECRET), file).toBe(false);

  // No credentials at all: a preview needs none, an up says what to set.
  expect(await mail.preview({ domain: mail.domain })).toMatchObject({ ok: true, kinds: [] });
  expectRefused(await mail.tryUp({ domain: mail.domain }), "CREDENTIALS_MISSING");
});
