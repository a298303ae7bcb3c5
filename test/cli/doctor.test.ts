import { chmod, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
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

/** A folder with a `pulumi` that tells this version, and perhaps the script beside it, for the PATH. */
async function pulumi(version: string, script = PROVIDER): Promise<{ readonly PATH: string }> {
  const folder = await temporaryFolder();
  const programs = { pulumi: `#!/bin/sh\necho ${version}\n`, "pulumi-resource-pulumi-nodejs": script };
  for (const [name, text] of Object.entries(programs)) {
    if (text === "") continue;
    await writeFile(join(folder, name), text);
    await chmod(join(folder, name), 0o755);
  }
  return { PATH: `${folder}:${dirname(process.execPath)}:/usr/bin:/bin` };
}

/** The script that Pulumi ships beside its CLI. */
const PROVIDER = await readFile(join(modules, "@pulumi/pulumi/pulumi-resource-pulumi-nodejs"), "utf8");

/** A folder in which all packages are found. */
async function wholeProject(): Promise<string> {
  const folder = await temporaryFolder();
  await symlink(modules, join(folder, "node_modules"));
  return folder;
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
  const env = { ...envFor(auth0, domain), ...(await pulumi("v3.255.0")) };
  const { exit, json, stderr } = await doctor(await wholeProject(), env, "--json");
  const passed = (code: string) => ({ code, status: "pass", seen: expect.any(String), advice: "" });
  expect(json).toStrictEqual({
    ok: true,
    findings: [
      passed("NODE"),
      { ...passed("PULUMI_CLI"), seen: "Pulumi CLI 3.255.0" },
      passed("PULUMI_SDK"),
      passed("PACKAGE"),
      { ...passed("PROVIDER_PROCESS"), seen: expect.stringMatching(/pulumi-resource-pulumi-nodejs starts$/) },
      { ...passed("NODE_OPTIONS"), seen: "not set" },
      {
        ...passed("PROXY"),
        seen: `127.0.0.1:${auth0.proxyPort} (https_proxy), not for the hosts in no_proxy`,
      },
      { ...passed("TLS"), seen: "certificates are checked, with the CAs of NODE_EXTRA_CA_CERTS" },
      {
        ...passed("CREDENTIALS"),
        tenant: domain,
        seen: `${domain} gives a token, through the proxy 127.0.0.1:${auth0.proxyPort}`,
      },
      { ...passed("SCOPES"), tenant: domain },
      { ...passed("CLOCK"), seen: "this machine's clock agrees with Auth0's" },
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
      {
        code: "PROVIDER_PROCESS",
        status: "fail",
        seen: expect.stringContaining("no pulumi-resource-pulumi-nodejs on the PATH"),
        advice: expect.stringContaining("node_modules/@pulumi/pulumi:$PATH"),
      },
      { code: "NODE_OPTIONS", status: "pass", seen: "not set" },
      { code: "PROXY", status: "pass", seen: "no proxy is set for https" },
      { code: "TLS", status: "pass" },
      { code: "CREDENTIALS", status: "warn", advice: expect.stringMatching(/^Run: export AUTH0_DOMAIN=/) },
    ),
  });
  const folder = await project({ "@pulumi/pulumi": "3.100.0", "pulumi-auth0-smtp": "0.1.0" });
  const old = await doctor(folder, await pulumi("v3.200.1"));
  expect(old.stdout).toMatch(/^✗ {2}PULUMI_CLI +Pulumi CLI 3\.200\.1; \^3\.216\.0 is needed$/m);
  expect(old.stdout).toMatch(/^✗ {2}PULUMI_SDK +@pulumi\/pulumi 3\.100\.0; /m);
  expect(old.stdout).toMatch(/^✓ {2}PACKAGE +pulumi-auth0-smtp 0\.1\.0$/m);
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

/** The findings that a call comes to, by code. */
async function found(env: Record<string, string>, cwd?: string) {
  const { exit, json } = await doctor(cwd ?? (await temporaryFolder()), env, "--json");
  const all: readonly { readonly code: string; readonly status: string }[] = Object(json).findings;
  return { exit, of: (code: string) => all.find((one) => one.code === code) };
}

test("NODE_OPTIONS that keeps the provider's process from starting is named, its values are not", async () => {
  const folder = await wholeProject();
  // What prints on standard output is taken for the port; doctor itself goes on.
  await writeFile(join(folder, "talks.cjs"), `console.log("${secrets.typo.slice(0, 4)}")`);
  const NODE_OPTIONS = `--enable-source-maps --require ${join(folder, "talks.cjs")}`;
  const child = await runCli(["doctor"], {
    cwd: folder,
    env: { ...(await pulumi("v3.255.0")), NODE_OPTIONS },
  });
  expect(child.exit).toBe(1);
  expect(child.stdout).toContain("with NODE_OPTIONS (--enable-source-maps --require) the provider's process");
  expect(child.stdout).toContain("starts without NODE_OPTIONS");
  expect(child.stdout).toContain("Unset it for Pulumi: NODE_OPTIONS= pulumi up.");
});

test("a provider's process that does not start, whatever the reason", async () => {
  const { of } = await found(await pulumi("v3.255.0", "#!/bin/sh\nexit 1\n"), await wholeProject());
  expect(of("PROVIDER_PROCESS")).toMatchObject({
    status: "fail",
    seen: expect.stringMatching(/ does not start$/),
    advice: expect.stringContaining("It needs node on the PATH."),
  });
});

test("the provider's program among the plugins is found", async () => {
  const home = await temporaryFolder();
  const plugin = join(home, "plugins", "resource-pulumi-nodejs-v3.255.0", "pulumi-resource-pulumi-nodejs");
  await mkdir(dirname(plugin), { recursive: true });
  await writeFile(plugin, PROVIDER);
  await chmod(plugin, 0o755);
  const { of } = await found({ ...(await pulumi("v3.255.0", "")), PULUMI_HOME: home }, await wholeProject());
  expect(of("PROVIDER_PROCESS")).toMatchObject({ status: "pass", seen: `${plugin} starts` });
});

test("a proxy is told without its password, and one that cannot be followed fails", async () => {
  const named = await found({
    HTTPS_PROXY: `http://us:${secrets.typo}@proxy.corp:3128`,
    NO_PROXY: "acme.com",
  });
  expect(named.of("PROXY")).toMatchObject({
    status: "pass",
    seen: "proxy.corp:3128 (HTTPS_PROXY), not for the hosts in NO_PROXY",
  });
  const bad = await found({ HTTPS_PROXY: `socks5://us:${secrets.typo}@proxy.corp` });
  expect(bad.of("PROXY")).toMatchObject({
    status: "fail",
    seen: expect.stringContaining("is not the URL of an"),
  });
  expect(bad.exit).toBe(1);
});

test("a proxy that would stand between Pulumi's processes and the engine fails", async () => {
  const https_proxy = "http://proxy.corp:3128";
  const alone = await found({ https_proxy, NO_PROXY: "127.0.0.1" });
  expect(alone.of("PROXY")).toMatchObject({
    status: "fail",
    seen: expect.stringContaining("connect to the engine through https_proxy"),
    advice: expect.stringContaining('export no_proxy="127.0.0.1,localhost'),
  });
  expect((await found({ https_proxy, no_proxy: "a.com, 127.0.0.1" })).of("PROXY")).toMatchObject({
    status: "pass",
  });
});

test("certificates that nobody checks fail; a CA file that is not there is a warning", async () => {
  const unchecked = await found({ NODE_TLS_REJECT_UNAUTHORIZED: "0" });
  expect(unchecked.of("TLS")).toMatchObject({
    status: "fail",
    advice: expect.stringMatching(/^Unset NODE_TLS_REJECT_UNAUTHORIZED\./),
  });
  expect(unchecked.exit).toBe(1);
  const missing = await found({ NODE_EXTRA_CA_CERTS: "/none/ca.pem" });
  expect(missing.of("TLS")).toMatchObject({
    status: "warn",
    seen: expect.stringContaining("Node ignores it"),
  });
});

test("a custom domain is told by Auth0's refusal", async () => {
  const custom = "login.acme.com";
  auth0.tenant(custom).ownName = domain;
  const { of } = await found(envFor(auth0, custom));
  expect(of("CREDENTIALS")).toMatchObject({
    status: "fail",
    advice: expect.stringContaining("Set domain to the tenant's own name"),
  });
});

test("a clock that is minutes off is a warning", async () => {
  const slow = await startEmulator({ clock: () => Date.now() + 180_000 });
  smtpTenant(slow, domain);
  const { of } = await found(envFor(slow, domain));
  await slow.close();
  expect(of("CLOCK")).toMatchObject({
    status: "warn",
    seen: "this machine's clock is 3 minutes behind Auth0's",
    advice: expect.stringMatching(/^Set the clock\./),
  });
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
