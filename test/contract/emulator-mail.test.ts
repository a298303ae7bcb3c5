import { afterAll, beforeAll, expect, test } from "vitest";
import { type Emulator, startEmulator, type Tenant } from "../emulator/index.ts";
import { mailScopes } from "../emulator/tenant.ts";
import { callsTo } from "./emulator-client.ts";

// What is held against Auth0's documentation here: the sources are named beside the emulator's routes.

const jobs = "/api/v2/jobs/verification-email";
const user = "auth0|62463410c0242d00699461c8";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

function tenantWith(domain: string): { tenant: Tenant; request: ReturnType<typeof callsTo> } {
  const tenant = emulator.tenant(domain);
  for (const scope of mailScopes) tenant.scopes.add(scope);
  tenant.users.set(user, "jane@example.com");
  return { tenant, request: callsTo(emulator, domain) };
}

const logs = (q: string, rest = "") => `/api/v2/logs?q=${encodeURIComponent(q)}${rest}`;

test("a verification mail is a pending job, and a failed delivery is an event of type fn", async () => {
  const { tenant, request } = tenantWith("mail.auth0.com");
  tenant.mailError = "535 Authentication Credentials Invalid";
  expect(await request("POST", jobs, { user_id: user })).toMatchObject({
    status: 201,
    body: { type: "verification_email", status: "pending", id: expect.stringMatching(/^job_\w{16}$/) },
  });
  expect(await request("GET", logs('type:"fn"'))).toMatchObject({
    status: 200,
    body: [
      {
        type: "fn",
        log_id: expect.stringMatching(/^900\d{53}$/),
        details: { email_type: "verify_email", to: "jane@example.com", error: tenant.mailError },
      },
    ],
  });
});

test("an unknown user, a body without one and a missing scope are refused", async () => {
  const { tenant, request } = tenantWith("refusals.auth0.com");
  expect(await request("POST", jobs, { user_id: "auth0|none" })).toMatchObject({
    status: 404,
    body: { errorCode: "inexistent_user" },
  });
  expect(await request("POST", jobs, {})).toMatchObject({ status: 400, body: { errorCode: "invalid_body" } });
  tenant.scopes.clear();
  expect(await request("POST", jobs, { user_id: user })).toMatchObject({ status: 403 });
  expect(await request("GET", "/api/v2/logs")).toMatchObject({ status: 403 });
});

test("logs are searched by type and date, the newest first, by page, and from a checkpoint", async () => {
  const { tenant, request } = tenantWith("search.auth0.com");
  for (const hour of [10, 11, 12, 13]) {
    tenant.log({ type: "fn", date: `2026-01-01T${hour}:00:00.000Z`, details: {} });
    tenant.log({ type: "s", date: `2026-01-01T${hour}:30:00.000Z`, details: {} });
  }
  const hours = async (path: string) => {
    const { body } = await request("GET", path);
    return Array.isArray(body) ? body.map(({ date }) => date.slice(11, 16)) : body;
  };
  expect(await hours(logs('type:"fn"'))).toEqual(["13:00", "12:00", "11:00", "10:00"]);
  expect(await hours(logs('type:"fn" AND date:[2026-01-01T11:00:00Z TO 2026-01-01T13:00:00Z}'))).toEqual([
    "12:00",
    "11:00",
  ]);
  expect(await hours(logs("type:fn", "&sort=date:1&per_page=3&page=1"))).toEqual(["13:00"]);
  const from = tenant.logs[4]?.log_id;
  expect(await hours(`/api/v2/logs?from=${from}&take=2`)).toEqual(["12:30", "13:00"]);
  expect(await request("GET", logs("type:fn", "&include_totals=true&per_page=1"))).toMatchObject({
    body: { start: 0, limit: 1, length: 1, total: 1, logs: [{ type: "fn" }] },
  });
});

test.each([
  ["more than 100 a page", logs("type:fn", "&per_page=101")],
  ["beyond 1,000 results", logs("type:fn", "&per_page=100&page=10")],
  ["a query that is none", logs("type:fn AND")],
  ["another order", logs("type:fn", "&sort=date")],
])("%s is refused", async (_what, path) => {
  const { request } = tenantWith("limits.auth0.com");
  expect(await request("GET", path)).toMatchObject({ status: 400 });
});

test("an event is found some time after it was logged, and not before", async () => {
  let now = Date.UTC(2026, 0, 1);
  const late = await startEmulator({ clock: () => now });
  const tenant = late.tenant("late.auth0.com");
  for (const scope of mailScopes) tenant.scopes.add(scope);
  tenant.users.set(user, "jane@example.com");
  tenant.mailError = "550 no";
  tenant.logDelayMs = 4000;
  const request = callsTo(late, "late.auth0.com");
  await request("POST", jobs, { user_id: user });
  const found = async () => (await request("GET", logs("type:fn"))).body;
  expect(await found()).toEqual([]);
  now += 4000;
  expect(await found()).toMatchObject([{ date: "2026-01-01T00:00:00.000Z" }]);
  await late.close();
});

test("mails and logs draw from the Management API's bucket, and not from the e-mail provider's", async () => {
  const now = Date.UTC(2026, 0, 1);
  const free = await startEmulator({ clock: () => now, rateLimits: "free" });
  const tenant = free.tenant("free.auth0.com");
  for (const scope of mailScopes) tenant.scopes.add(scope);
  tenant.users.set(user, "jane@example.com");
  const request = callsTo(free, "free.auth0.com");
  expect(await request("POST", jobs, { user_id: user })).toMatchObject({ status: 201 });
  expect(await request("GET", logs("type:fn"))).toMatchObject({ status: 200 });
  expect(await request("GET", logs("type:fn"))).toMatchObject({ status: 429 });
  expect(await request("GET", "/api/v2/emails/provider")).toMatchObject({ status: 404 });
  await free.close();
});
