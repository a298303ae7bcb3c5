/** From the dynamic resource to the plugin and back, and both of them in one program. */
import { join } from "node:path";
import { type CustomResourceOptions, secret } from "@pulumi/pulumi";
import { SmtpEmailProvider } from "pulumi-auth0-smtp";
import { expect, onTestFinished, test } from "vitest";
import { CLIENT } from "../emulator/index.ts";
import { mailProject, STORED } from "../engine/mail-project.ts";
import { pluginOnPath } from "../support/plugin-on-path.ts";
import * as sdk from "../support/plugin-sdk.ts";
import { GIVEN } from "../support/samples.ts";
import { YamlProject } from "../support/yaml-project.ts";
import { YamlMail } from "./yaml-mail.ts";

const PLUGIN = "auth0-smtp:index:SmtpEmailProvider";
const DYNAMIC = "pulumi-nodejs:dynamic/auth0:SmtpEmailProvider";
const movedFrom = (type: string): CustomResourceOptions => ({ aliases: [{ type }] });

test("there and back again: no request, the password in the state stays, and the next change is one PATCH", async () => {
  const mail = await mailProject({ env: pluginOnPath() });
  const args = mail.args({ password: secret("pw-1") });
  const dynamic = (opts?: CustomResourceOptions) => {
    mail.project.program = async () => {
      new SmtpEmailProvider("mail", args, opts);
    };
  };
  const plugin = (more: object = {}) => {
    mail.project.program = async () => {
      new sdk.SmtpEmailProvider("mail", { ...args, ...more }, movedFrom(DYNAMIC));
    };
  };

  dynamic();
  expect((await mail.project.up()).kinds).toEqual(["token", "post"]);
  const before = mail.provider;

  plugin();
  const there = await mail.project.up();
  expect([there.ok, there.kinds, there.steps]).toEqual([true, [], []]);
  expect((await mail.recorded()).type).toBe(PLUGIN);

  const changed = { ...GIVEN, from: "hello@acme.com" };
  plugin(changed);
  const update = await mail.project.up();
  expect([update.ok, update.kinds]).toEqual([true, ["token", "patch"]]);
  plugin();
  expect((await mail.project.up()).kinds).toEqual(["token", "patch"]);

  dynamic(movedFrom(PLUGIN));
  const back = await mail.project.up();
  expect([back.ok, back.kinds]).toEqual([true, []]);
  const again = await mail.project.up();
  expect([again.ok, again.kinds, again.changes]).toEqual([true, [], {}]);
  expect(mail.provider).toEqual(before);
});

test("a stack of the class whose program is in YAML from now on: by the old URN, and no request", async () => {
  const mail = await mailProject({ env: pluginOnPath() });
  await mail.up();
  const { urn } = await mail.recorded();
  const state = join(mail.project.folder, "state.json");
  await mail.project.run("stack", "export", "--show-secrets", "--file", state);

  const env = { AUTH0_DOMAIN: mail.domain, ...CLIENT };
  const yaml = new YamlMail(mail.auth0, mail.domain, await YamlProject.create(mail.auth0, { env }));
  onTestFinished(() => yaml.project.remove());
  await yaml.project.run("stack", "import", "--file", state);
  const moved = await yaml.tryUp({}, { aliases: [urn] });
  expect([moved.ok, moved.kinds, moved.steps]).toEqual([true, [], []]);
  expect((await yaml.recorded()).type).toBe(PLUGIN);
  expect(mail.provider).toEqual(STORED);
});

test("without an alias, the delete of the one is skipped where the other has adopted the tenant in the same run", async () => {
  const mail = await mailProject({ env: pluginOnPath() });
  await mail.up();
  mail.project.program = async () => {
    new sdk.SmtpEmailProvider("mail", mail.args({ onExisting: "adopt" }));
  };
  const moved = await mail.project.up();
  expect([moved.ok, moved.steps]).toEqual([true, ["create mail", "delete mail"]]);
  expect(moved.kinds).toEqual(["token", "post", "patch"]);
  expect(moved.output).toContain("its SMTP provider was left in place");
  expect(mail.provider).toEqual(STORED);
});

test("a program that has both for one tenant: DUPLICATE_DOMAIN at preview, and no request", async () => {
  const mail = await mailProject({ env: pluginOnPath() });
  mail.project.program = async () => {
    const { urn } = new SmtpEmailProvider("mail", mail.args());
    new sdk.SmtpEmailProvider("too", { ...mail.args(), from: urn.apply(() => GIVEN.from) });
  };
  const refused = await mail.project.preview();
  expect([refused.ok, refused.kinds]).toEqual([false, []]);
  expect(refused.output).toContain('DUPLICATE_DOMAIN: The resource "mail" of this stack');
});
