import { ComponentResource, type ComponentResourceOptions, runtime, secret } from "@pulumi/pulumi";
import { SmtpEmailProvider } from "pulumi-auth0-smtp";
import { expect, test } from "vitest";
import { tenantsOf } from "../emulator/index.ts";
import { expectRefused, settledUp } from "./expect.ts";
import { type MailProject, mailProject } from "./mail-project.ts";

/** A component as a platform team would write one. */
class Tenant extends ComponentResource {
  constructor(name: string, mail: MailProject, domain: string, opts?: ComponentResourceOptions) {
    super("acme:index:Tenant", name, {}, opts);
    new SmtpEmailProvider(`${name}-mail`, mail.args({ domain }), { parent: this });
    this.registerOutputs();
  }
}

test("dependsOn, protect, retainOnDelete and a component as parent", async () => {
  const [first, second, kept] = ["first.eu.auth0.com", "second.eu.auth0.com", "kept.eu.auth0.com"] as const;
  const mail = await mailProject({ env: tenantsOf(first, second, kept) });
  const program = (protect: boolean, ...more: readonly string[]) => {
    mail.project.program = async () => {
      const component = new Tenant("second", mail, second);
      new SmtpEmailProvider("first", mail.args({ domain: first }), { dependsOn: component, protect });
      for (const domain of more)
        new SmtpEmailProvider("kept", mail.args({ domain }), { retainOnDelete: true });
    };
  };
  program(true, kept);
  const created = await settledUp(mail.project);
  expect(created.steps.indexOf("create first")).toBeGreaterThan(created.steps.indexOf("create second-mail"));
  const resources = await mail.project.resources();
  expect(resources.find(({ id }) => id === first)?.protect).toBe(true);
  expect(resources.find(({ id }) => id === second)?.parent).toMatch(/::acme:index:Tenant::second$/);

  program(true);
  expect(await settledUp(mail.project)).toMatchObject({ steps: ["delete kept"], kinds: [] });
  expect(mail.auth0.tenant(kept).provider).toMatchObject({ name: "smtp" });

  expectRefused(await mail.project.destroy(), "protected");
  program(false);
  expect(await settledUp(mail.project)).toMatchObject({ kinds: [] });
  const destroyed = await mail.project.destroy();
  expect(destroyed.requests.map(({ tenant, kind }) => `${kind} ${tenant}`)).toEqual([
    `token ${first}`,
    `get ${first}`,
    `delete ${first}`,
    `token ${second}`,
    `get ${second}`,
    `delete ${second}`,
  ]);
  expect(await mail.project.resources()).toEqual([]);
});

test('ignoreChanges: ["password"]: a rotation is ignored, and the password in the state never reaches a new host', async () => {
  const mail = await mailProject({ env: { SMTP_PASSWORD: "pw-of-env" } });
  const opts = { ignoreChanges: ["password"] };
  await mail.up({ password: "pw-in-state" }, opts);
  expect(await mail.up({ password: "pw-2" }, opts)).toMatchObject({ steps: [], kinds: [] });
  expect(await mail.up({ password: "pw-2", from: "hello@acme.com" }, opts)).toMatchObject({
    steps: ["update mail"],
    kinds: ["token", "patch"],
  });
  expect(mail.provider).toHaveProperty("credentials.smtp_pass", "pw-in-state");

  const moved = { host: "mx.acme.com", from: "hello@acme.com" };
  for (const password of ["pw-2", undefined]) {
    const refused = await mail.tryUp({ ...moved, password }, opts);
    expectRefused(refused, "PASSWORD_REQUIRED", 'host changes from "smtp.acme.com"', "ignoreChanges");
    expect(refused.output).not.toContain("pw-");
  }

  // As safe where it is a stack transform that says so.
  for (const register of [
    () => runtime.registerResourceTransform(({ props, opts }) => ({ props, opts: ignoring(opts) })),
    () => runtime.registerStackTransformation(({ props, opts }) => ({ props, opts: ignoring(opts) })),
  ]) {
    mail.project.program = async () => {
      register();
      new SmtpEmailProvider("mail", mail.args({ ...moved, password: "pw-2" }));
    };
    const refused = await mail.project.preview();
    expectRefused(refused, "PASSWORD_REQUIRED", 'host changes from "smtp.acme.com"', "ignoreChanges");
    expect(refused.output).not.toContain("pw-");
  }

  const read = await mail.up({ ...moved, password: undefined, passwordFrom: { env: "SMTP_PASSWORD" } }, opts);
  expect(read).toMatchObject({ steps: ["update mail"], kinds: ["token", "patch"] });
  expect(mail.provider?.credentials).toEqual({
    smtp_host: "mx.acme.com",
    smtp_port: 587,
    smtp_user: "acme",
    smtp_pass: "pw-of-env",
  });
});

test("a stack transform may supply the password", async () => {
  const mail = await mailProject();
  const program =
    (password: string, args: Parameters<MailProject["args"]>[0] = {}) =>
    async () => {
      runtime.registerResourceTransform(({ type, props, opts }) =>
        type.endsWith(":SmtpEmailProvider")
          ? { props: { ...props, password: secret(password) }, opts }
          : undefined,
      );
      new SmtpEmailProvider("mail", mail.args({ ...args, password: undefined }));
    };
  mail.project.program = program("pw-1");
  expect(await settledUp(mail.project)).toMatchObject({ kinds: ["token", "post"] });
  mail.project.program = program("pw-2");
  expect(await settledUp(mail.project)).toMatchObject({ kinds: ["token", "patch"] });
  mail.project.program = program("pw-3", { host: "mx.acme.com" });
  expect(await settledUp(mail.project)).toMatchObject({ kinds: ["token", "patch"] });
  expect(mail.provider?.credentials).toMatchObject({ smtp_host: "mx.acme.com", smtp_pass: "pw-3" });
});

test("a secret that a stack transform adds is in no failure", async () => {
  const mail = await mailProject();
  mail.project.program = async () => {
    runtime.registerResourceTransform(({ props, opts }) => ({
      props: { ...props, host: secret("https://hush"), from: "hush" },
      opts,
    }));
    new SmtpEmailProvider("mail", mail.args({ port: 0 }));
  };
  const refused = await mail.project.preview();
  expectRefused(
    refused,
    "INVALID_INPUT: host must be",
    "INVALID_INPUT: from must be",
    "property port value {0}",
  );
  expect(refused.output).not.toContain("hush");
});

function ignoring<Options extends object>(opts: Options) {
  return { ...opts, ignoreChanges: ["password"] };
}
