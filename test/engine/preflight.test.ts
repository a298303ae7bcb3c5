import * as pulumi from "@pulumi/pulumi";
import { SmtpEmailProvider, type SmtpEmailProviderArgs } from "pulumi-auth0-smtp";
import { beforeAll, expect, test } from "vitest";
import { tenantsOf } from "../emulator/index.ts";
import { certify, type Identity } from "../smtp/certificates.ts";
import { account, startRaw, startServer } from "../smtp/servers.ts";
import { saidOf } from "./diagnostics.ts";
import { expectRefused } from "./expect.ts";
import { loadedModules } from "./loaded-modules.ts";
import { mailProject } from "./mail-project.ts";

let ca: Identity;
let leaf: Identity;

beforeAll(async () => {
  ca = await certify({ name: "Test CA" });
  leaf = await certify({ name: "mail", issuer: ca, hosts: ["localhost"] });
});

/** A good server that notes who comes, and repeats the password of whoever it turns away. */
async function smtpServer() {
  const seen: string[] = [];
  const server = await startServer({
    key: leaf.key,
    cert: leaf.pem,
    onConnect: (_session, done) => done(void seen.push("visit")),
    onAuth: ({ username = "", password }, _session, done) => {
      seen.push(`login ${username}`);
      if (password === account.password) done(null, { user: username });
      else done(new Error(`${password} is not the password of ${username}`));
    },
  });
  return {
    port: server.port,
    /** What was noted since the last call. */
    takeSeen: () => seen.splice(0),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** The settings of a resource that uses the server at `port`. */
const using = (port: number): Partial<SmtpEmailProviderArgs> => ({
  host: "localhost",
  port,
  ...account,
  silence: ["PORT_UNUSUAL", "HOST_NOT_PUBLIC"],
});

const SMTP_CLIENT = /\/dist\/smtp\/|\/nodemailer\//;

test("enforce: a handshake at preview and before the request, none where nothing changed, and no step past a failure", async () => {
  await using server = await smtpServer();
  const modules = await loadedModules();
  const mail = await mailProject({ env: modules.env });
  const preflight = { mode: "enforce", extraCa: ca.pem } as const;
  const args = { ...using(server.port), preflight };
  const visit = ["visit", "login acme"];

  expect(await mail.preview(args)).toMatchObject({ ok: true, steps: ["create mail"], kinds: [] });
  expect(server.takeSeen()).toEqual(visit);
  expect(await modules.take(SMTP_CLIENT)).toContainEqual(expect.stringMatching(/smtp\/preflight\.js$/));
  const created = await mail.tryUp(args);
  expect(created).toMatchObject({ ok: true, steps: ["create mail"], kinds: ["token", "post"] });
  expect(saidOf(created, "mail")).toEqual([]);
  expect(server.takeSeen()).toEqual(visit);
  expect(await modules.take(SMTP_CLIENT)).not.toEqual([]);

  expect(await mail.tryUp(args)).toMatchObject({ ok: true, steps: [], kinds: [] });
  const slower = { ...preflight, timeoutSeconds: 5 };
  expect(await mail.tryUp({ ...args, preflight: slower })).toMatchObject({
    ok: true,
    steps: ["update mail"],
    kinds: [],
  });
  expect(await mail.recorded()).toMatchObject({
    inputs: { preflight: slower },
    outputs: { preflight: slower },
  });
  expect(server.takeSeen()).toEqual([]);
  const loaded = await modules.take(/\/dist\//);
  expect(loaded).toContainEqual(expect.stringMatching(/\/dist\/engine\/preflight-due\.js$/));
  expect(loaded.filter((file) => SMTP_CLIENT.test(file))).toEqual([]);

  const before = await mail.recorded();
  const rotated = { ...args, password: "wrong-pw-canary" };
  for (const run of [() => mail.preview(rotated), () => mail.tryUp(rotated)]) {
    const refused = await run();
    const words =
      'PREFLIGHT_FAILED: CREDENTIALS (password): refused after the password: "535 [password] is not the';
    expectRefused(refused, "resource 'mail' has a problem: ", words, "Nothing was sent to Auth0.");
    expect(refused.output).not.toContain("wrong-pw-canary");
    expect(server.takeSeen()).toEqual(visit);
  }
  expect(await mail.recorded()).toEqual(before);
  for (const [file, text] of await mail.project.files()) {
    expect(text.includes("wrong-pw-canary"), file).toBe(false);
  }
});

test("enforce fails on the property concerned, and on none where that is a secret", async () => {
  await using server = await smtpServer();
  const mail = await mailProject();
  const untrusted = await mail.preview({ ...using(server.port), preflight: "enforce" });
  expectRefused(
    untrusted,
    "property host value {localhost} has a problem: PREFLIGHT_FAILED: CERTIFICATE (host): ",
    "Auth0 trusts no other.",
  );
  expect(server.takeSeen()).toEqual(["visit"]);

  const secret = await mail.preview({
    ...using(server.port),
    host: pulumi.secret("localhost"),
    preflight: "enforce",
  });
  expectRefused(
    secret,
    "PREFLIGHT_FAILED: CERTIFICATE (host): what was seen is not shown, because host is a secret",
  );
  expect(secret.output).not.toMatch(/localhost|127\.0\.0\.1|Test CA/);

  const preflight = { mode: "enforce", timeoutSeconds: 0, extraCa: "-----BEGIN NOTHING-----" } as const;
  expectRefused(
    await mail.preview({ ...using(server.port), preflight }),
    "property preflight value ",
    "INVALID_INPUT: preflight.timeoutSeconds must be at least 1 second.",
    "INVALID_INPUT: preflight.extraCa must be PEM text",
  );
  expect(server.takeSeen()).toEqual(["visit"]);
});

class Component extends pulumi.ComponentResource {
  constructor(name: string) {
    super("test:index:Component", name);
  }
}

test("warn shows what was found on the resource, whatever its options, and what was left out", async () => {
  await using server = await smtpServer();
  const { password, ...settings } = using(server.port);
  const domains = {
    moved: "moved.auth0.com",
    file: "file.auth0.com",
    later: "later.auth0.com",
    host: "host.auth0.com",
  };
  const mail = await mailProject({
    env: { ...tenantsOf(...Object.values(domains)), SMTP_PASSWORD: account.password },
  });
  const args = (domain: string) => mail.args({ ...settings, password: undefined, domain });

  mail.project.program = async () => {
    new SmtpEmailProvider("old", { ...args(domains.moved), password: "pw-0" });
  };
  expect(await mail.project.up()).toMatchObject({ ok: true, kinds: ["token", "post"] });
  expect(server.takeSeen()).toEqual([]);

  mail.project.program = async () => {
    new SmtpEmailProvider(
      "moved",
      { ...args(domains.moved), password },
      {
        parent: new Component("parent"),
        aliases: [{ name: "old", parent: pulumi.rootStackResource }],
        transforms: [({ props, opts }) => ({ props: { ...props, preflight: "warn" }, opts })],
      },
    );
    const trusting = { preflight: { mode: "enforce", extraCa: ca.pem } } as const;
    const file = new SmtpEmailProvider("file", {
      ...args(domains.file),
      passwordFrom: { env: "SMTP_PASSWORD" },
      ...trusting,
    });
    // Not known before the resource is there.
    const whenThere = (value: string) => file.providerName.apply(() => value);
    new SmtpEmailProvider("later", {
      ...args(domains.later),
      password: whenThere(account.password),
      ...trusting,
    });
    new SmtpEmailProvider("host", {
      ...args(domains.host),
      host: whenThere("localhost"),
      password,
      ...trusting,
    });
  };
  const certificate = [expect.stringMatching(/^warning: preflight: CERTIFICATE: .*Auth0 trusts no other\.$/)];
  const noLogin = ["preflight: the login was not tested: passwordFrom is read only when it is applied."];

  const preview = await mail.project.preview();
  expect(preview).toMatchObject({ ok: true, kinds: [] });
  expect(saidOf(preview, "moved")).toEqual(certificate);
  expect(saidOf(preview, "file")).toEqual(noLogin);
  expect(saidOf(preview, "later")).toEqual([
    "preflight: the login was not tested: password is not known yet.",
  ]);
  expect(saidOf(preview, "host")).toEqual(["preflight: no handshake yet: host is not known yet."]);
  expect(server.takeSeen()).toEqual(["visit", "visit"]);

  const up = await mail.project.up();
  expect(up).toMatchObject({ ok: true, steps: expect.arrayContaining(["update moved", "create file"]) });
  expect(up.kinds.filter((kind) => kind !== "token").sort()).toEqual(["patch", "post", "post", "post"]);
  expect(saidOf(up, "moved")).toEqual(certificate);
  expect(saidOf(up, "file")).toEqual(noLogin);
  expect([...saidOf(up, "later"), ...saidOf(up, "host")]).toEqual([]);
  // "later" and "host" have the same settings: they share the handshake with the login.
  expect(server.takeSeen().sort()).toEqual(["login acme", "visit", "visit", "visit"]);
});

test("a server that hangs costs the time limit once, however many resources use it", async () => {
  let visits = 0;
  await using server = await startRaw(async () => void visits++);
  const mail = await mailProject();
  const preflight = { mode: "warn", timeoutSeconds: 1 } as const;
  mail.project.program = async () => {
    for (const name of ["one", "two", "three"]) {
      new SmtpEmailProvider(
        name,
        mail.args({ ...using(server.port), domain: `${name}.auth0.com`, preflight }),
      );
    }
  };
  const preview = await mail.project.preview();
  expect(preview).toMatchObject({ ok: true, kinds: [] });
  for (const name of ["one", "two", "three"]) {
    expect(saidOf(preview, name)).toEqual([
      expect.stringMatching(
        /^warning: preflight: REACHABLE: connected, but no greeting: no answer within 1 s\./,
      ),
    ]);
  }
  expect(visits).toBe(1);
});
