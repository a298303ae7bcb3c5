import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { SmtpEmailProvider, type SmtpEmailProviderArgs } from "pulumi-auth0-smtp";
import { expect, test } from "vitest";
import { tenantsOf } from "../emulator/index.ts";
import { saidOf } from "./diagnostics.ts";
import { expectRefused } from "./expect.ts";
import { mailProject } from "./mail-project.ts";

class Component extends pulumi.ComponentResource {
  constructor(name: string) {
    super("test:index:Component", name);
  }
}

const NAMES = [
  "plain",
  "sendgrid",
  "silenced",
  "component",
  "secret-host",
  "secret-user",
  "unknown-host",
  "unknown-user",
] as const;
const domainOf = (name: string) => `${name}.eu.auth0.com`;
const env = tenantsOf(...NAMES.map(domainOf));

/** The codes of the warnings under a resource. */
const advised = (result: Parameters<typeof saidOf>[0], name: string) =>
  saidOf(result, name).map((line) => /^warning: ([A-Z_0-9]+): /.exec(line)?.[1] ?? line);

test("advice is given at preview, on the resource, unless it is silenced", async () => {
  const mail = await mailProject({ env });
  const sendgrid = { host: "smtp.sendgrid.net", port: 25 };
  mail.project.program = async () => {
    const make = (name: string, args: Partial<SmtpEmailProviderArgs>, opts?: pulumi.CustomResourceOptions) =>
      new SmtpEmailProvider(name, mail.args({ domain: domainOf(name), ...args }), opts);
    const plain = make("plain", {});
    // Not known before the resource is there.
    const whenThere = (value: string) => plain.providerName.apply(() => value);
    make("sendgrid", sendgrid);
    make("silenced", { ...sendgrid, silence: ["PORT_25", "NATIVE_INTEGRATION"] });
    make("component", sendgrid, { parent: new Component("parent") });
    make("secret-host", { ...sendgrid, host: pulumi.secret(sendgrid.host) });
    make("secret-user", { ...sendgrid, username: pulumi.secret("resend") });
    make("unknown-host", { ...sendgrid, host: whenThere(sendgrid.host) });
    make("unknown-user", { ...sendgrid, username: whenThere("acme") });
  };

  const preview = await mail.project.preview();
  expect(preview).toMatchObject({ ok: true, kinds: [] });
  expect(saidOf(preview, "sendgrid")).toEqual([
    "warning: PORT_25: port 25 is for mail between servers. Use port 587: Auth0 recommends it, and advises against 25, which many providers and networks block.",
    expect.stringMatching(
      /^warning: NATIVE_INTEGRATION: .*SendGrid \("sendgrid"\)\. Use this integration: Auth0 recommends it over SMTP/,
    ),
    expect.stringMatching(
      /^warning: USERNAME_UNEXPECTED: .*always "apikey"\. .*Source: https:.* \(20\d\d-\d\d-\d\d\)\.$/,
    ),
  ]);
  const host = ["PORT_25", "NATIVE_INTEGRATION"];
  expect(Object.fromEntries(NAMES.map((name) => [name, advised(preview, name)]))).toEqual({
    plain: [],
    sendgrid: [...host, "USERNAME_UNEXPECTED"],
    silenced: ["USERNAME_UNEXPECTED"],
    component: [...host, "USERNAME_UNEXPECTED"],
    "secret-host": [],
    "secret-user": host,
    "unknown-host": [],
    "unknown-user": host,
  });

  const up = await mail.project.up();
  expect(up.ok, up.output).toBe(true);
  mail.auth0.tenant(domainOf("sendgrid")).patchProvider({ enabled: false });
  const refresh = await mail.project.refresh();
  expect(refresh).toMatchObject({ ok: true, changes: { update: 1 } });
  for (const { output } of [up, refresh]) expect(output).not.toMatch(/PORT_25|NATIVE_INTEGRATION|USERNAME_/);
});

test("a code of advice that is none is refused, at preview and at up", async () => {
  const mail = await mailProject();
  // What a program without types may do.
  const silence = JSON.parse('["PORT_25", "PORT_26"]');
  for (const run of [() => mail.preview({ silence }), () => mail.tryUp({ silence })]) {
    expectRefused(
      await run(),
      'INVALID_INPUT: silence has an unknown code "PORT_26".',
      "Known codes: PORT_25, ",
    );
  }
  expect(await mail.project.resources()).toEqual([]);
});

test("a program loads the table for it, and nothing of the SMTP client", async () => {
  const script = 'require("pulumi-auth0-smtp");console.log(Object.keys(require.cache).join("\\n"))';
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", script]);
  const loaded = stdout.split("\n").flatMap((file) => /\/dist\/smtp\/(.*)\.js$/.exec(file)?.[1] ?? []);
  expect(loaded.sort()).toEqual([
    "advice",
    "host-pattern",
    "mx-hosts",
    "ports",
    "public-host",
    "service-table",
    "services",
  ]);
  expect(stdout).not.toContain("/nodemailer/");
});
