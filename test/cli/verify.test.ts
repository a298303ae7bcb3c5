import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../emulator/index.ts";
import { envFor, smtpTenant } from "./auth0.ts";
import { runCli, secrets } from "./run-cli.ts";

const domain = "acme.eu.auth0.com";
const user = "auth0|62463410c0242d00699461c8";

let auth0: Emulator;
beforeAll(async () => {
  auth0 = await startEmulator();
});
beforeEach(() => auth0.reset());
afterAll(() => auth0.close());

function tenantWithUser() {
  const tenant = smtpTenant(auth0, domain);
  tenant.users.set(user, "jane@example.com");
  return tenant;
}

const verify = (wait: string, ...more: readonly string[]) =>
  runCli(["verify", "--tenant", domain, "--user-id", user, "--wait", wait, ...more], {
    env: envFor(auth0, domain),
  });
const requests = () => auth0.requests.map(({ kind }) => kind);

test("no failure within the time: exit 0, and it is not called a delivery", async () => {
  tenantWithUser();
  const { exit, stdout, stderr } = await verify("0");
  expect(stdout).toMatch(/^✓ No failure seen within 0 s\.\n\nThis is no proof of delivery:/);
  expect(stdout).not.toMatch(/\bdelivered\b/);
  expect({ exit, stderr }).toEqual({
    exit: 0,
    stderr: expect.stringMatching(/has queued the mail \(job_\w+\)/),
  });
  expect(requests()).toEqual(["token", "job", "logs"]);
});

test("a failure since: exit 1, in the server's words, and the recipient masked", async () => {
  const tenant = tenantWithUser();
  tenant.log({
    type: "fn",
    date: "2026-01-01T00:00:00Z",
    details: { email_type: "verify_email", to: "old@example.com", error: "old" },
  });
  tenant.mailError = "Error sending email: Invalid login: 535 Authentication\u001b[2J Credentials Invalid";
  const { exit, json } = await verify("60", "--json");
  const reason = '"Error sending email: Invalid login: 535 Authentication [2J Credentials Invalid"';
  expect(json).toStrictEqual({
    ok: false,
    tenant: domain,
    userId: user,
    jobId: expect.stringMatching(/^job_/),
    since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    waitedSeconds: 60,
    failures: [{ date: expect.any(String), emailType: "verify_email", to: "j***@example.com", reason }],
    facts: { mailQueuedAt: expect.any(String), looks: 1, rateLimits: { mails: null, logs: null } },
  });
  expect(exit).toBe(1);
  const { stdout } = await verify("60");
  expect(stdout).toContain(`verify_email to j***@example.com: ${reason}`);
  expect(stdout).not.toContain("\u001b");
});

test("what the tenant's plan lets through is told, as the headers have it", async () => {
  const free = await startEmulator({ rateLimits: "free" });
  const tenant = smtpTenant(free, domain);
  tenant.users.set(user, "jane@example.com");
  const args = ["verify", "--tenant", domain, "--user-id", user, "--wait", "0"];
  const run = (...more: readonly string[]) => runCli([...args, ...more], { env: envFor(free, domain) });
  const { json } = await run("--json");
  const limits = {
    mails: { limit: 2, remaining: 1 },
    logs: { limit: 2, remaining: expect.any(Number) },
  };
  expect(json).toMatchObject({ ok: true, facts: { looks: 1, rateLimits: limits } });
  tenant.buckets.clear();
  const { stdout } = await run();
  expect(stdout).toMatch(
    /The tenant's plan allows 2 such mails at once \(1 left now\), and 2 looks at its logs at once \(\d left now\)\./,
  );
  await free.close();
});

test("a failure that the logs show late is seen as long as it is waited for", async () => {
  const tenant = tenantWithUser();
  const details = { email_type: "verify_email", to: "jane@example.com", error: "greylisted" };
  tenant.failNext({ kind: "hook", run: () => tenant.log({ type: "fn", details }) }, { on: "logs", skip: 1 });
  const { exit, json } = await verify("30", "--json");
  expect({ exit, json }).toMatchObject({ exit: 1, json: { failures: [{ reason: '"greylisted"' }] } });
  expect(requests()).toEqual(["token", "job", "logs", "logs"]);
});

test("a mail is not sent twice where it is unclear whether it was sent", async () => {
  tenantWithUser().failNext({ kind: "reset-after" }, { on: "job" });
  const { exit, stderr } = await verify("0");
  expect({ exit, stderr }).toEqual({
    exit: 2,
    stderr: expect.stringMatching(/^UNREACHABLE: It is not clear whether/),
  });
  expect(requests()).toEqual(["token", "job"]);
});

test("logs that cannot be read the first time are read again", async () => {
  tenantWithUser().failNext({ kind: "not-json" }, { on: "logs" });
  const { exit } = await verify("0");
  expect(exit).toBe(0);
  expect(requests()).toEqual(["token", "job", "logs", "logs"]);
});

describe("exit 2", () => {
  test.each([
    ["a scope is missing", "update:users", "MISSING_SCOPE: ", ["token"]],
    ["the other is missing", "read:logs", "MISSING_SCOPE: ", ["token"]],
  ])("where %s", async (_what, scope, code, sent) => {
    tenantWithUser().scopes.delete(scope);
    const { exit, stderr } = await verify("0");
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining(code) });
    expect(stderr).toContain(scope);
    expect(requests()).toEqual(sent);
  });

  test("where the tenant knows no such user", async () => {
    smtpTenant(auth0, domain);
    const { exit, stderr } = await verify("0");
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: expect.stringContaining("REJECTED: acme.eu.auth0.com has no user"),
    });
  });

  test.each([
    ["no user is named", ["--tenant", domain], "'--user-id <id>' not specified"],
    ["no tenant is named", ["--user-id", user], "No tenant is named"],
    [
      "the time is none",
      ["--tenant", domain, "--user-id", user, "--wait", secrets.typo],
      "--wait must be a number of seconds.",
    ],
    ["the user is none", ["--tenant", domain, "--user-id", ""], "--user-id must not be empty."],
  ])("where %s", async (_what, args, message) => {
    const { exit, stderr } = await runCli(["verify", ...args]);
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining(message) });
  });
});
