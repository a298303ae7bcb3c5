import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator, type Tenant } from "../emulator/index.ts";
import { envFor, smtpTenant } from "./auth0.ts";
import { runCli, secrets } from "./run-cli.ts";

const domain = "acme.eu.auth0.com";
const hour = 3_600_000;

let auth0: Emulator;
beforeAll(async () => {
  auth0 = await startEmulator();
});
beforeEach(() => auth0.reset());
afterAll(() => auth0.close());

const logs = (...args: readonly string[]) =>
  runCli(["logs", ...args], { env: { ...envFor(auth0, domain), AUTH0_DOMAIN: domain } });

function failed(
  tenant: Tenant,
  hoursAgo: number,
  error: unknown,
  to = "jane@example.com",
  email_type = "verify_email",
) {
  const date = new Date(Date.now() - hoursAgo * hour).toISOString();
  tenant.log({ type: "fn", date, details: { email_type, to, error } });
  return date;
}

test("no failed delivery: exit 0, and how long it has looked back", async () => {
  const tenant = smtpTenant(auth0, domain);
  failed(tenant, 25, "too long ago");
  tenant.log({ type: "s", details: {} });
  const { exit, json } = await logs("--json");
  expect(json).toStrictEqual({
    ok: true,
    tenant: domain,
    since: expect.any(String),
    total: 0,
    complete: true,
    groups: [],
  });
  expect(exit).toBe(0);
  const { stdout } = await logs();
  expect(stdout).toMatch(/^✓ acme\.eu\.auth0\.com: no failed delivery since \d{4}-/);
});

test("failures by reason, the most frequent first: exit 1", async () => {
  const tenant = smtpTenant(auth0, domain);
  const first = failed(
    tenant,
    3,
    "Invalid login: 535 5.7.8 bob@example.com is unknown [AM0PR01CA0123 2026-01-01T10:00:00Z]",
    "bob@example.com",
    "change_password",
  );
  const last = failed(
    tenant,
    1,
    "Invalid login: 535 5.7.8 jane@example.com is unknown [VI1P190CA0042 2026-01-01T12:00:00Z]",
  );
  const other = failed(tenant, 2, { message: "Greeting never received" });
  const { exit, json } = await logs("--json");
  expect(json).toMatchObject({ ok: false, total: 3, complete: true });
  expect(json).toHaveProperty("groups", [
    {
      reason: "Invalid login: 535 5.7.8 <address> is unknown [<id>]",
      count: 2,
      first,
      last,
      emailTypes: ["change_password", "verify_email"],
      example: "j***@example.com",
    },
    {
      reason: "Greeting never received",
      count: 1,
      first: other,
      last: other,
      emailTypes: ["verify_email"],
      example: "j***@example.com",
    },
  ]);
  expect(exit).toBe(1);
  const { stdout } = await logs();
  expect(stdout).toMatch(/^acme\.eu\.auth0\.com: 3 failed deliveries since /);
  expect(stdout).toMatch(/^✗ +2 {2}Invalid login: 535/m);
  expect(stdout).not.toContain("jane@example.com");
});

test("an event without reason, date or address is counted all the same", async () => {
  smtpTenant(auth0, domain).log({ type: "fn", details: {} });
  const { exit, json } = await logs("--json");
  expect({ exit, json }).toMatchObject({
    exit: 1,
    json: { groups: [{ reason: "no reason given", count: 1, emailTypes: ["unknown"], example: "" }] },
  });
});

test("all pages are read", async () => {
  const tenant = smtpTenant(auth0, domain);
  for (let count = 0; count < 250; count++) failed(tenant, 1, "550 no");
  const { json } = await logs("--json");
  expect(json).toMatchObject({ total: 250, complete: true, groups: [{ count: 250 }] });
  expect(auth0.requests.map(({ kind }) => kind)).toEqual(["token", "logs", "logs", "logs"]);
});

test("more than Auth0 gives to a search is not passed off as all", async () => {
  const tenant = smtpTenant(auth0, domain);
  for (let count = 0; count < 1001; count++) failed(tenant, 1, "550 no");
  const { json } = await logs("--json");
  expect(json).toMatchObject({ total: 1000, complete: false });
  const { stdout } = await logs();
  expect(stdout).toMatch(/: at least 1000 failed deliveries since /);
  expect(stdout).toMatch(/These are the newest 1,000: Auth0 gives no more to one search/);
});

test.each([
  ["90m", 2],
  ["3h", 3],
  ["2d", 4],
])("--since %s", async (since, total) => {
  const tenant = smtpTenant(auth0, domain);
  for (const hoursAgo of [0.5, 1, 2.5, 30]) failed(tenant, hoursAgo, "550 no");
  expect((await logs("--since", since, "--json")).json).toMatchObject({ total });
});

test("--since a date", async () => {
  const tenant = smtpTenant(auth0, domain);
  tenant.log({ type: "fn", date: "2026-01-30T23:59:59.999Z", details: {} });
  tenant.log({ type: "fn", date: "2026-01-31T00:00:00.000Z", details: {} });
  const { json } = await logs("--since", "2026-01-31", "--json");
  expect(json).toMatchObject({ since: "2026-01-31T00:00:00.000Z", total: 1 });
});

test("a rate limit is waited out", async () => {
  smtpTenant(auth0, domain).failNext({ kind: "429", resetInSeconds: 1 }, { on: "logs" });
  const { exit } = await logs();
  expect(exit).toBe(0);
  expect(auth0.requests.map(({ status }) => status)).toEqual([200, 429, 200]);
});

describe("exit 2", () => {
  test("where the scope is missing", async () => {
    smtpTenant(auth0, domain).scopes.delete("read:logs");
    const { exit, stderr } = await logs();
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: expect.stringMatching(/^MISSING_SCOPE: .*read:logs/),
    });
  });

  test("where the logs cannot be read", async () => {
    smtpTenant(auth0, domain).failNext({ kind: "status", status: 500 }, { on: "logs", times: "always" });
    const { exit, stderr } = await logs();
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: expect.stringMatching(/^UNREACHABLE: .*\/api\/v2\/logs/),
    });
  });

  test.each([secrets.typo, "24", "0x9h", "2026-13-45", "2999-01-01", ""])(
    "where --since is %j",
    async (since) => {
      const { exit, stderr } = await logs("--since", since);
      expect({ exit, stderr }).toEqual({
        exit: 2,
        stderr: expect.stringContaining("--since must be a time gone by"),
      });
    },
  );
});
