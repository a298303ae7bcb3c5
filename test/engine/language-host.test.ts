import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cloneWith, UserProject } from "../../tools/user-project/index.ts";
import { CLIENT, type Emulator, startEmulator } from "../emulator/index.ts";

// What the guard must hold where the program runs in a process of its own, under Pulumi's `cmd/run`: there the SDK ends a
// program that has failed in another way than an inline one.

const ACME = "acme.eu.auth0.com";

let auth0: Emulator;
let folder: string;
let project: UserProject;

beforeEach(async () => {
  auth0 = await startEmulator();
  const clone = await cloneWith();
  folder = join(clone, "mail");
  await mkdir(folder);
  await writeFile(
    join(folder, "Pulumi.yaml"),
    "name: mail\nruntime:\n  name: nodejs\n  options: { typescript: false }\nmain: index.cjs\n",
  );
  await writeFile(join(folder, "package.json"), "{}");
  await writeFile(join(folder, "index.cjs"), "");
  project = await UserProject.create({
    folder,
    home: join(clone, ".pulumi-home"),
    env: {
      ...auth0.env,
      AUTH0_DOMAIN: ACME,
      ...CLIENT,
    },
  });
});
afterEach(async () => {
  await auth0.close();
  await rm(join(folder, ".."), { recursive: true });
});

const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const { SmtpEmailProvider } = require("pulumi-auth0-smtp");
const mail = { from: "no-reply@acme.com", host: "smtp.acme.com", username: "acme", password: "pw" };
const failing = () => new pulumi.CustomResource("pulumi-nodejs:dynamic:Resource", "failing", {
  value: undefined,
  __provider: "exports.handler = () => ({ create: async () => { throw new Error('It cannot be made.') } })",
});
`;

/** `up` with a program of these lines. */
async function up(lines: string, ...flags: readonly string[]) {
  await writeFile(join(folder, "index.cjs"), PROGRAM + lines);
  const { ok, output } = await project.up(...flags);
  return { ok, output, kinds: auth0.takeRequests().map(({ kind }) => kind) };
}

test("a program that cannot register its resource, whatever has failed, leaves the tenant's provider in place", async () => {
  expect(await up('new SmtpEmailProvider("mail", mail);')).toMatchObject({
    ok: true,
    kinds: ["token", "post"],
  });
  const before = auth0.tenant(ACME).provider;

  for (const lines of [
    'new SmtpEmailProvider("mail", { ...mail, password: failing().value });',
    'new SmtpEmailProvider("renamed", { ...mail, onExisting: "adopt" }, { dependsOn: failing() });',
    'new SmtpEmailProvider("renamed", { ...mail, onExisting: "adopt" }, { parent: failing() });',
  ]) {
    const failed = await up(lines, "--continue-on-error");
    expect(failed, failed.output).toMatchObject({ ok: false, kinds: [] });
    expect(auth0.tenant(ACME).provider).toEqual(before);
  }

  // The state still has it: the healthy program finds nothing to do.
  expect(await up('new SmtpEmailProvider("mail", mail);')).toMatchObject({ ok: true, kinds: [] });
});
