import { expect, test } from "vitest";
import { expectRefused, settledUp } from "../engine/expect.ts";
import { ref, STORED, secret, yamlMail } from "./yaml-mail.ts";

const [first, second] = ["first.eu.auth0.com", "second.eu.auth0.com"] as const;

/** A provider of the program's own, for a tenant with a client of its own. */
const ownProvider = (domain: string) => ({
  type: "pulumi:providers:auth0-smtp",
  properties: { domain, clientId: `client of ${domain}`, clientSecret: secret(`secret of ${domain}`) },
});

test("providers of the program's own: each with its credentials, and one guard for all of them", async () => {
  const mail = await yamlMail({ env: { AUTH0_DOMAIN: "", AUTH0_CLIENT_ID: "", AUTH0_CLIENT_SECRET: "" } });
  for (const domain of [first, second]) {
    mail.auth0.tenant(domain).clients.set(`client of ${domain}`, `secret of ${domain}`);
  }
  const providers = { one: ownProvider(first), two: ownProvider(second), again: ownProvider(first) };
  const by = (provider: keyof typeof providers, properties: object = {}) =>
    mail.resource({ domain: undefined, ...properties }, { provider: ref(provider) });
  await mail.project.setProgram({ resources: { ...providers, mail: by("one"), other: by("two") } });
  const created = await settledUp(mail.project);
  expect(created.kinds.toSorted()).toEqual(["post", "post", "token", "token"]);
  for (const domain of [first, second]) expect(mail.auth0.tenant(domain).provider).toEqual(STORED);
  const files = await mail.project.files();
  for (const [file, text] of files) {
    expect(!file.endsWith("Pulumi.yaml") && text.includes(`secret of ${first}`), file).toBe(false);
  }

  await mail.project.setProgram({ resources: { ...providers, mail: by("one"), other: by("again") } });
  expectRefused(await mail.project.preview(), "DUPLICATE_DOMAIN");

  // Renamed into the hands of another provider process.
  const renamed = by("again", { onExisting: "adopt" });
  await mail.project.setProgram({ resources: { ...providers, renamed, other: by("two") } });
  const moved = await settledUp(mail.project);
  expect(moved.kinds).toEqual(["token", "post", "patch"]);
  expect(moved.output).toContain(`${first}: its SMTP provider was left in place`);
  expect(mail.auth0.tenant(first).provider).toEqual(STORED);
});
