import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../emulator/index.ts";
import { envFor, smtpTenant } from "./auth0.ts";
import { temporaryFolder } from "./mail-servers.ts";
import { runCli, secrets } from "./run-cli.ts";

const domain = "acme.eu.auth0.com";

let auth0: Emulator;
beforeAll(async () => {
  auth0 = await startEmulator();
});
beforeEach(() => auth0.reset());
afterAll(() => auth0.close());

const status = (args: readonly string[], env: Record<string, string>) =>
  runCli(["status", ...args, "--json"], { env });
const fine = { domain, ok: true, provider: "smtp", enabled: true, advice: [] };
const nothing = {
  provider: null,
  enabled: null,
  from: null,
  host: null,
  port: null,
  username: null,
  advice: [],
};

test("one tenant with SMTP: exit 0, and what it has, with one request", async () => {
  smtpTenant(auth0, domain);
  const { exit, json, stderr } = await status(["--tenant", "ACME.eu.auth0.com"], envFor(auth0, domain));
  expect(json).toStrictEqual({
    ok: true,
    tenants: [{ ...fine, from: "no-reply@acme.com", host: "smtp.acme.com", port: 587, username: "acme" }],
  });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  expect(auth0.requests.map(({ kind }) => kind)).toEqual(["token", "get"]);
});

test("advice on the settings, as a warning: exit 0", async () => {
  smtpTenant(auth0, domain).patchProvider({ credentials: { smtp_host: "smtp.sendgrid.net", smtp_port: 25 } });
  const env = envFor(auth0, domain);
  const { exit, json } = await status(["--all"], env);
  expect({ exit, json }).toMatchObject({
    exit: 0,
    json: {
      tenants: [
        { advice: [{ code: "PORT_25" }, { code: "NATIVE_INTEGRATION" }, { code: "USERNAME_UNEXPECTED" }] },
      ],
    },
  });
  const { stdout } = await runCli(["status", "--all"], { env });
  expect(stdout).toMatch(/^✓ {2}acme\.eu\.auth0\.com {2}smtp {6}yes .* smtp\.sendgrid\.net:25 {2}acme$/m);
  expect(stdout).toMatch(/^acme\.eu\.auth0\.com: PORT_25: /m);
});

describe("exit 1", () => {
  test.each([
    ["has no provider", undefined, nothing, /it has no e-mail provider of its own/],
    ["has another", { name: "sendgrid" } as const, { provider: "sendgrid", enabled: true }, /is not SMTP/],
    ["has it disabled", { enabled: false }, { provider: "smtp", enabled: false }, /is disabled/],
  ])("where the tenant %s", async (_what, change, told, words) => {
    const tenant = smtpTenant(auth0, domain);
    if (change) tenant.patchProvider(change);
    else tenant.setProvider(undefined);
    const env = { ...envFor(auth0, domain), AUTH0_DOMAIN: domain };
    const { exit, json } = await status([], env);
    expect({ exit, json }).toMatchObject({
      exit: 1,
      json: { ok: false, tenants: [{ domain, ok: false, ...told }] },
    });
    expect((await runCli(["status"], { env })).stdout).toMatch(words);
  });

  test("where one of several cannot be read, which does not hide the others", async () => {
    const domains = ["a.auth0.com", "b.auth0.com", "c.auth0.com"];
    for (const each of domains) smtpTenant(auth0, each);
    auth0.tenant("b.auth0.com").scopes.delete("read:email_provider");
    const env = envFor(auth0, ...domains);
    const { exit, json } = await status(["--all"], env);
    expect({ exit, json }).toMatchObject({
      exit: 1,
      json: {
        ok: false,
        tenants: [
          { domain: "a.auth0.com", ok: true },
          { domain: "b.auth0.com", ok: false, ...nothing, error: { code: "MISSING_SCOPE" } },
          { domain: "c.auth0.com", ok: true },
        ],
      },
    });
    const { stdout } = await runCli(["status", "--all"], { env });
    expect(stdout).toMatch(/^✗ {2}b\.auth0\.com {2}\?/m);
    expect(stdout).toMatch(/^b\.auth0\.com: MISSING_SCOPE: .*read:email_provider/m);
  });
});

describe("exit 2", () => {
  test("where no tenant could be read", async () => {
    auth0.tenant(domain).failNext({ kind: "status", status: 401 }, { on: "token", times: "always" });
    const { exit, json } = await status(["--all"], envFor(auth0, domain));
    expect({ exit, json }).toMatchObject({
      exit: 2,
      json: { tenants: [{ error: { code: "UNAUTHORIZED" } }] },
    });
  });

  test("where the tenant has no credentials: the environment is what counts", async () => {
    const { exit, json } = await status(["--tenant", "other.auth0.com"], envFor(auth0, domain));
    expect({ exit, json }).toMatchObject({
      exit: 2,
      json: {
        tenants: [
          {
            error: {
              code: "CREDENTIALS_MISSING",
              message: expect.stringContaining("reads the environment only"),
            },
          },
        ],
      },
    });
    expect(auth0.requests).toEqual([]);
  });

  test.each([
    ["no tenant is named", [], {}, "No tenant is named: use --tenant, or set AUTH0_DOMAIN."],
    ["there are none at all", ["--all"], {}, "No tenant has credentials"],
    [
      "a tenant is no domain",
      ["--tenant", "https://acme"],
      {},
      "--tenant must be a host name without a scheme.",
    ],
    ["both are asked for", ["--all", "--tenant", domain], {}, "cannot be used with"],
    ["the list is no JSON", ["--all"], { AUTH0_TENANTS: `{${secrets.typo}` }, "AUTH0_TENANTS is not JSON."],
  ])("where %s", async (_what, args, env, message) => {
    const { exit, stderr } = await runCli(["status", ...args], { env });
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining(message) });
  });
});

test("--all finds the tenants of AUTH0_TENANTS_FILE and AUTH0_DOMAIN too, each once", async () => {
  for (const each of ["listed.auth0.com", "filed.auth0.com", domain]) smtpTenant(auth0, each);
  auth0.tenant("filed.auth0.com").apiTokens.add(secrets.apiToken);
  const file = join(await temporaryFolder(), "tenants.json");
  await writeFile(file, JSON.stringify({ "filed.auth0.com": { apiToken: secrets.apiToken } }));
  const { exit, json } = await status(["--all"], {
    ...envFor(auth0, "listed.auth0.com", domain.toUpperCase()),
    AUTH0_TENANTS_FILE: file,
    AUTH0_DOMAIN: domain,
  });
  expect({ exit, json }).toMatchObject({
    exit: 0,
    json: { tenants: [{ domain: "listed.auth0.com" }, { domain }, { domain: "filed.auth0.com" }] },
  });
});

test("a faulty domain in the environment stops that tenant only", async () => {
  smtpTenant(auth0, domain);
  const { exit, json } = await status(["--all"], envFor(auth0, "https://acme", domain));
  expect({ exit, json }).toMatchObject({
    exit: 1,
    json: { tenants: [{ error: { code: "CREDENTIALS_INVALID" } }, { domain, ok: true }] },
  });
});

test("many tenants are asked ten at a time", async () => {
  const domains = Array.from({ length: 30 }, (_, at) => `t${at}.auth0.com`);
  let [asked, now, most] = [0, 0, 0];
  let waiting: (() => void)[] = [];
  // Nobody is answered before ten ask, and then the eleventh would have its chance to ask too.
  const begin = () => {
    now++;
    asked++;
    most = Math.max(most, now);
    return new Promise<void>((answer) => {
      waiting.push(answer);
      if (asked % 10 !== 0) return;
      const wave = waiting;
      waiting = [];
      setTimeout(() => wave.forEach((one) => void one()), 200);
    });
  };
  const end = () => {
    now--;
  };
  for (const each of domains) {
    const tenant = smtpTenant(auth0, each);
    tenant.failNext({ kind: "hook", run: begin }, { on: "get" });
    tenant.failNext({ kind: "hook-after", run: end }, { on: "get" });
  }
  const { exit, json } = await status(["--all"], envFor(auth0, ...domains));
  expect({ exit, json }).toMatchObject({
    exit: 0,
    json: { tenants: domains.map((each) => ({ domain: each })) },
  });
  expect(most).toBe(10);
});
