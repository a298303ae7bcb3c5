import { ComponentResource, output, rootStackResource } from "@pulumi/pulumi";
import { SmtpEmailProvider } from "pulumi-auth0-smtp";
import { expect, test } from "vitest";
import { tenantsOf } from "../emulator/index.ts";
import { expectFailed, expectRefused, expectSettled, settledUp } from "./expect.ts";
import { Late } from "./late.ts";
import { mailProject } from "./mail-project.ts";

const LEFT_IN_PLACE = "its SMTP provider was left in place, because a resource of the program";

test("renamed or moved: no request with an alias, refused or adopted without", async () => {
  const mail = await mailProject();
  await mail.up();

  mail.project.program = async () => {
    new SmtpEmailProvider("renamed", mail.args(), { aliases: [{ name: "mail" }] });
  };
  expect(await settledUp(mail.project)).toMatchObject({ steps: [], kinds: [] });

  mail.project.program = async () => {
    const parent = new ComponentResource("acme:index:Tenant", "acme");
    const aliases = [{ parent: rootStackResource }];
    new SmtpEmailProvider("renamed", mail.args(), { parent, aliases });
  };
  expect(await settledUp(mail.project)).toMatchObject({ steps: ["create acme"], kinds: [] });
  expect((await mail.recorded()).urn).toMatch(
    /::acme:index:Tenant\$pulumi-nodejs:dynamic\/auth0:SmtpEmailProvider::renamed$/,
  );

  // Without one it is another resource, which finds the tenant taken.
  const before = mail.provider;
  mail.project.program = async () => {
    new SmtpEmailProvider("again", mail.args());
  };
  const refused = await mail.project.up();
  expectFailed(refused, "PROVIDER_EXISTS", "If the resource was renamed or moved, give it an alias");
  expect(refused.kinds).toEqual(["token", "post", "get"]);
  expect(mail.provider).toEqual(before);
  expect((await mail.recorded()).urn).toMatch(/::renamed$/);
  mail.project.program = async () => {
    new SmtpEmailProvider("again", mail.args({ onExisting: "adopt" }));
  };
  const adopted = await settledUp(mail.project);
  expect(adopted.kinds).toEqual(["token", "post", "patch"]);
  expect(adopted.output).toContain(`${mail.domain}: ${LEFT_IN_PLACE}`);
  expect(mail.provider).toEqual(before);
  expect((await mail.recorded()).urn).toMatch(/::again$/);

  // Told to continue, the engine goes on to the delete of the old one though the new one was refused.
  mail.set();
  const continued = await mail.project.up({ continueOnError: true });
  expect(continued).toMatchObject({ ok: false, output: expect.stringContaining("stays in the state") });
  expect(mail.provider).toEqual(before);
  expect((await mail.recorded()).urn).toMatch(/::again$/);
});

test("moved under a component without an alias, and adopted: the delete of the old one is skipped, and said so", async () => {
  const mail = await mailProject();
  await mail.up({ onExisting: "adopt" });
  const before = mail.provider;
  mail.project.program = async () => {
    const parent = new ComponentResource("acme:index:Tenant", "acme");
    new SmtpEmailProvider("mail", mail.args({ onExisting: "adopt" }), { parent });
  };
  const moved = await settledUp(mail.project);
  expect(moved).toMatchObject({
    steps: ["create acme", "create mail", "delete mail"],
    kinds: ["token", "post", "patch"],
  });
  expect(moved.output).toContain(`${mail.domain}: ${LEFT_IN_PLACE}`);
  expect(mail.provider).toEqual(before);
  // A destroy deletes it all the same, even where it runs the program that has the resource.
  const destroyed = await mail.project.destroy({ runProgram: true });
  expect(destroyed).toMatchObject({ ok: true, kinds: ["token", "get", "delete"] });
  expect(mail.provider).toBeUndefined();
});

test("up --replace meets its own provider: refused, or adopted in place", async () => {
  const mail = await mailProject();
  await mail.up();
  const before = mail.provider;
  const { urn } = await mail.recorded();

  const refused = await mail.project.up({ replace: [urn] });
  expectFailed(refused, "PROVIDER_EXISTS", "also for up --replace or a taint");
  expect(refused.output).not.toContain("did not make");
  expect(mail.provider).toEqual(before);
  await expectSettled(mail.project);

  mail.set({ onExisting: "adopt" });
  const replaced = await settledUp(mail.project, { replace: [urn] });
  expect(replaced.kinds).toEqual(["token", "post", "patch"]);
  expect(replaced.output).toContain(LEFT_IN_PLACE);
  expect(mail.provider).toEqual(before);
});

test("another domain is another resource: the new tenant's provider is made, then the old one's deleted", async () => {
  const next = "next.eu.auth0.com";
  const mail = await mailProject({ env: tenantsOf(next) });
  await mail.up();
  expectRefused(
    await mail.preview({ domain: next, password: undefined }),
    "PASSWORD_REQUIRED",
    "has not been created",
  );
  const replaced = await mail.up({ domain: next });
  expect(replaced.steps).toEqual(["create-replacement mail", "replace mail", "delete-replaced mail"]);
  expect(replaced.requests.map(({ tenant, kind }) => [tenant, kind])).toEqual([
    [next, "token"],
    [next, "post"],
    [mail.domain, "token"],
    [mail.domain, "get"],
    [mail.domain, "delete"],
  ]);
  expect(mail.provider).toBeUndefined();
  expect(mail.auth0.tenant(next).provider).toMatchObject({ name: "smtp" });
  expect((await mail.recorded()).id).toBe(next);

  // The same tenant in other letters is the same resource.
  expect(await mail.up({ domain: "NEXT.eu.auth0.com" })).toMatchObject({ steps: [], kinds: [] });
});

test("two resources for one tenant are refused at preview, letter case aside", async () => {
  const mail = await mailProject();
  for (const domain of [mail.domain.toUpperCase(), `${mail.domain}:443`, output(mail.domain)]) {
    mail.project.program = async () => {
      new SmtpEmailProvider("mail", mail.args());
      new SmtpEmailProvider("other", mail.args({ domain }));
    };
    expectRefused(
      await mail.project.preview(),
      "property domain value",
      'DUPLICATE_DOMAIN: The resource "',
      "of this stack manages the same tenant already.",
    );
  }
  // One resource in each of two runs of a process is no such thing.
  mail.set();
  for (const preview of [await mail.project.preview(), await mail.project.preview()]) {
    expect(preview).toMatchObject({ ok: true, steps: ["create mail"] });
  }
});

test("where the domain is known only at up, the second of two is refused before its request", async () => {
  const mail = await mailProject();
  mail.project.program = async () => {
    new SmtpEmailProvider("mail", mail.args());
    new SmtpEmailProvider("other", mail.args({ domain: new Late("late", mail.domain).value }));
  };
  expect(await mail.project.preview()).toMatchObject({ ok: true, kinds: [] });
  const refused = await mail.project.up();
  expectFailed(refused, 'DUPLICATE_DOMAIN: The resource "mail" of this stack');
  expect(refused.kinds).toEqual(["token", "post"]);
  expect((await mail.recorded()).urn).toMatch(/::mail$/);
});
