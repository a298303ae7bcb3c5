import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Emulator, emailProviderScopes, startEmulator } from "../emulator/index.ts";
import { mailScopes } from "../emulator/tenant.ts";
import { envFor, smtpTenant } from "./auth0.ts";
import { temporaryFolder } from "./mail-servers.ts";
import { runCli, secrets } from "./run-cli.ts";

const domain = "acme.eu.auth0.com";
const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));

let auth0: Emulator;
beforeAll(async () => {
  auth0 = await startEmulator();
});
beforeEach(() => auth0.reset());
afterAll(() => auth0.close());

/** A folder with a `pulumi` that tells this version, for the PATH. */
async function pulumi(version: string): Promise<{ readonly PATH: string }> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "pulumi"), `#!/bin/sh\necho ${version}\n`);
  await chmod(join(folder, "pulumi"), 0o755);
  return { PATH: `${folder}:/usr/bin:/bin` };
}

/** A project that has these packages, each with a package.json. */
async function project(packages: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, version] of Object.entries(packages)) {
    const file = join(folder, "node_modules", name, "package.json");
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify({ name, version }));
  }
  return folder;
}

const doctor = (cwd: string, env: Record<string, string>, ...args: readonly string[]) =>
  runCli(["doctor", ...args], { cwd, env });
const findings = (...found: readonly object[]) => ({
  findings: expect.arrayContaining(found.map((one) => expect.objectContaining(one))),
});

test("all is there: exit 0, with one token request a tenant and nothing else", async () => {
  smtpTenant(auth0, domain);
  const folder = await temporaryFolder();
  await symlink(modules, join(folder, "node_modules"));
  const env = { ...envFor(auth0, domain), ...(await pulumi("v3.255.0")) };
  const { exit, json, stderr } = await doctor(folder, env, "--json");
  const passed = (code: string) => ({ code, status: "pass", seen: expect.any(String), advice: "" });
  expect(json).toStrictEqual({
    ok: true,
    findings: [
      passed("NODE"),
      { ...passed("PULUMI_CLI"), seen: "Pulumi CLI 3.255.0" },
      passed("PULUMI_SDK"),
      passed("PACKAGE"),
      { ...passed("CREDENTIALS"), tenant: domain },
      { ...passed("SCOPES"), tenant: domain },
    ],
  });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  expect(auth0.requests.map(({ kind }) => kind)).toEqual(["token"]);
});

test("programs and packages that are missing or too old: exit 1, with the command that mends it", async () => {
  const nothing = await doctor(await temporaryFolder(), { PATH: "/none" }, "--json");
  expect(nothing.json).toMatchObject({
    ok: false,
    ...findings(
      { code: "PULUMI_CLI", status: "fail", advice: "Install it: curl -fsSL https://get.pulumi.com | sh" },
      { code: "PULUMI_SDK", status: "fail", advice: 'Run: npm install "@pulumi/pulumi@^3.216.0"' },
      { code: "PACKAGE", status: "fail", advice: "Run: npm install pulumi-auth0-smtp" },
      { code: "CREDENTIALS", status: "warn", advice: expect.stringMatching(/^export AUTH0_DOMAIN=/) },
    ),
  });
  const folder = await project({ "@pulumi/pulumi": "3.100.0", "pulumi-auth0-smtp": "0.1.0" });
  const old = await doctor(folder, await pulumi("v3.200.1"));
  expect(old.stdout).toMatch(/^✗ {2}PULUMI_CLI {3}Pulumi CLI 3\.200\.1; \^3\.216\.0 is needed$/m);
  expect(old.stdout).toMatch(/^✗ {2}PULUMI_SDK {3}@pulumi\/pulumi 3\.100\.0; /m);
  expect(old.stdout).toMatch(/^✓ {2}PACKAGE {6}pulumi-auth0-smtp 0\.1\.0$/m);
  expect([nothing.exit, old.exit]).toEqual([1, 1]);
});

test("a missing scope that the resource needs: exit 1, and a grant that has them all", async () => {
  const tenant = smtpTenant(auth0, domain);
  tenant.scopes.delete("update:email_provider");
  tenant.scopes.delete("read:logs");
  const { exit, json } = await doctor(await temporaryFolder(), envFor(auth0, domain), "--json");
  const all = [...emailProviderScopes, ...mailScopes].toSorted();
  expect(json).toMatchObject(
    findings({
      code: "SCOPES",
      tenant: domain,
      status: "fail",
      seen: `${domain}: update:email_provider not granted`,
      advice: expect.stringContaining(`--data '${JSON.stringify({ scope: all })}'`),
    }),
  );
  expect(exit).toBe(1);
});

test("scopes that only commands need are a warning", async () => {
  auth0.tenant(domain);
  const { json } = await doctor(await temporaryFolder(), envFor(auth0, domain), "--json");
  expect(json).toMatchObject(
    findings({
      code: "SCOPES",
      status: "warn",
      seen: expect.stringContaining("update:users (for verify), read:logs (for verify, logs)"),
    }),
  );
});

test("an API token is read, and not tried", async () => {
  const claims = { scope: emailProviderScopes.join(" ") };
  const apiToken = ["e30", Buffer.from(JSON.stringify(claims)).toString("base64url"), secrets.apiToken].join(
    ".",
  );
  const env = { ...auth0.env, AUTH0_DOMAIN: domain, AUTH0_API_TOKEN: apiToken };
  const { json } = await doctor(await temporaryFolder(), env, "--json");
  expect(json).toMatchObject(
    findings(
      { code: "CREDENTIALS", status: "pass", seen: `${domain}: an API token (not tried)` },
      {
        code: "SCOPES",
        status: "warn",
        advice: expect.stringMatching(/^Make a new API token with these scopes: /),
      },
    ),
  );
  expect(auth0.requests).toEqual([]);
  const opaque = await doctor(
    await temporaryFolder(),
    { ...env, AUTH0_API_TOKEN: secrets.apiToken },
    "--json",
  );
  expect(opaque.json).toMatchObject(findings({ code: "SCOPES", status: "skipped" }));
});

test("credentials that Auth0 refuses, or that are none, hide no other tenant", async () => {
  smtpTenant(auth0, domain);
  auth0.tenant("refused.auth0.com").clients.clear();
  const env = envFor(auth0, "refused.auth0.com", domain);
  const { exit, json } = await doctor(
    await temporaryFolder(),
    { ...env, AUTH0_DOMAIN: "none.auth0.com" },
    "--json",
  );
  expect(json).toMatchObject(
    findings(
      {
        code: "CREDENTIALS",
        tenant: "refused.auth0.com",
        status: "fail",
        advice: expect.stringMatching(/^UNAUTHORIZED: /),
      },
      {
        code: "CREDENTIALS",
        tenant: "none.auth0.com",
        status: "fail",
        advice: expect.stringMatching(/^CREDENTIALS_MISSING: /),
      },
      { code: "SCOPES", tenant: domain, status: "pass" },
    ),
  );
  expect(exit).toBe(1);
});

test("a list of tenants that cannot be read is told without a word of it", async () => {
  const env = { AUTH0_TENANTS: secrets.typo };
  const { exit, json } = await doctor(await temporaryFolder(), env, "--json");
  expect({ exit, json }).toMatchObject({
    exit: 1,
    json: findings({
      code: "CREDENTIALS",
      status: "fail",
      advice: expect.stringMatching(/^CREDENTIALS_INVALID: AUTH0_TENANTS is not JSON/),
    }),
  });
});
