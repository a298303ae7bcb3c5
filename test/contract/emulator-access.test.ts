/** Who gets in, and how often: tokens, scopes, rate limits. */
import { generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import {
  defaultClients,
  type Emulator,
  type EmulatorOptions,
  emailProviderScopes,
  startEmulator,
} from "../emulator/index.ts";
import { askForToken, call, callsTo, emailProvider } from "./emulator-client.ts";

const domain = "acme.eu.auth0.com";
let now = 0;
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ clock: () => now });
});
beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
  emulator.reset();
});
afterAll(() => emulator.close());

/** An emulator with other options, for one test. */
async function startOther(options: EmulatorOptions): Promise<Emulator> {
  const other = await startEmulator(options);
  onTestFinished(() => other.close());
  return other;
}

const granted = z.object({ access_token: z.string() });
const tokenOf = (body: unknown) => granted.parse(body).access_token;

describe("POST /oauth/token", () => {
  test("gives a token for a client's secret, as JSON", async () => {
    const { status, body } = await askForToken(emulator, domain);
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/),
      expires_in: 86_400,
      scope: emailProviderScopes.join(" "),
      token_type: "Bearer",
    });
    const reply = await call(emulator, domain, "GET", emailProvider, { token: tokenOf(body) });
    expect(reply.status).toBe(404);
  });

  test("gives a token for a form", async () => {
    const [[client_id, client_secret] = []] = Object.entries(defaultClients);
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: String(client_id),
      client_secret: String(client_secret),
      audience: `https://${domain}/api/v2/`,
    });
    const contentType = "application/x-www-form-urlencoded";
    const reply = await call(emulator, domain, "POST", "/oauth/token", { body: String(form), contentType });
    expect(reply.status).toBe(200);
  });

  test.each([
    ["a wrong secret", { client_secret: "wrong" }, 401, "access_denied"],
    ["an unknown client", { client_id: "unknown" }, 401, "access_denied"],
    ["no secret", { client_secret: undefined }, 401, "access_denied"],
    ["another tenant's audience", { audience: "https://other.auth0.com/api/v2/" }, 403, "access_denied"],
    ["no audience", { audience: undefined }, 400, "invalid_request"],
    ["another grant", { grant_type: "password" }, 403, "unsupported_grant_type"],
  ])("refuses %s", async (_what, change, status, error) => {
    expect(await askForToken(emulator, domain, change)).toMatchObject({ status, body: { error } });
    expect(emulator.tenant(domain).tokens.size).toBe(0);
  });
});

describe("private_key_jwt", () => {
  const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const others = generateKeyPairSync("rsa", { modulusLength: 2048 });

  interface Assertion {
    issuer?: string;
    audience?: string;
    ageSeconds?: number;
    key?: typeof keys.privateKey;
  }
  const assertion = ({
    issuer = "signer",
    audience = `https://${domain}/`,
    ageSeconds = 0,
    key = keys.privateKey,
  }: Assertion) =>
    new SignJWT({})
      .setProtectedHeader({ alg: "RS256" })
      .setIssuer(issuer)
      .setSubject("signer")
      .setAudience(audience)
      .setJti("once")
      .setIssuedAt(now / 1000 - ageSeconds)
      .setExpirationTime(now / 1000 - ageSeconds + 60)
      .sign(key);

  test.each<[string, Assertion, number]>([
    ["what the client signed", {}, 200],
    ["another's signature", { key: others.privateKey }, 401],
    ["another issuer", { issuer: "other" }, 401],
    ["another audience", { audience: "https://other.auth0.com/" }, 401],
    ["an old one", { ageSeconds: 120 }, 401],
  ])("%s: %s → %i", async (_what, change, status) => {
    emulator.tenant(domain).clients.set("signer", keys.publicKey);
    const reply = await askForToken(emulator, domain, {
      client_id: "signer",
      client_secret: undefined,
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: await assertion(change),
    });
    expect(reply.status).toBe(status);
  });
});

test("acceptAnyCredentials gives a token to anyone", async () => {
  const open = await startOther({ acceptAnyCredentials: true });
  const reply = await askForToken(open, domain, { client_id: "anyone", client_secret: "anything" });
  expect(reply.status).toBe(200);
});

describe("the Management API", () => {
  test.each([
    ["no token", undefined],
    ["an unknown token", "unknown"],
  ])("is 401 with %s", async (_what, token) => {
    const reply = await call(emulator, domain, "GET", emailProvider, token === undefined ? {} : { token });
    expect(reply).toMatchObject({ status: 401, body: { statusCode: 401, error: "Unauthorized" } });
  });

  test("is 401 with an expired token, a revoked one, and another tenant's", async () => {
    const tenant = emulator.tenant(domain);
    tenant.tokenLifetimeSeconds = 60;
    const token = tokenOf((await askForToken(emulator, domain)).body);
    const statusAt = async (host: string) =>
      (await call(emulator, host, "GET", emailProvider, { token })).status;
    expect(await statusAt("other.auth0.com")).toBe(401);
    now += 59_999;
    expect(await statusAt(domain)).toBe(404);
    now += 1;
    expect(await statusAt(domain)).toBe(401);
    now -= 1;
    tenant.tokens.clear();
    expect(await statusAt(domain)).toBe(401);
  });

  test.each([
    ["GET", "read:email_provider"],
    ["POST", "create:email_provider"],
    ["PATCH", "update:email_provider"],
    ["DELETE", "delete:email_provider"],
  ])("is 403 on %s without %s", async (method, scope) => {
    emulator.tenant(domain).scopes.delete(scope);
    const reply = await callsTo(emulator, domain)(method, emailProvider);
    expect([reply.status, reply.body]).toEqual([
      403,
      {
        statusCode: 403,
        error: "Forbidden",
        message: `Insufficient scope, expected any of: ${scope}`,
        errorCode: "insufficient_scope",
      },
    ]);
  });

  test.each([
    ["GET", "/api/v2/unknown"],
    ["PUT", emailProvider],
    ["GET", "/oauth/token"],
  ])("is 404 on %s %s, without the code that means absent", async (method, path) => {
    const { status, body } = await callsTo(emulator, domain)(method, path);
    expect([status, body]).toEqual([404, { statusCode: 404, error: "Not Found", message: "Not Found" }]);
  });
});

describe("rate limits", () => {
  const start = Date.UTC(2026, 0, 1) / 1000;
  const rates = ({ headers }: { headers: NodeJS.Dict<string | string[]> }) =>
    ["limit", "remaining", "reset"].map((name) => Number(headers[`x-ratelimit-${name}`]));

  test("off: no header, no end", async () => {
    const send = callsTo(emulator, domain);
    for (let sent = 0; sent < 20; sent++) {
      const reply = await send("GET", emailProvider);
      expect([reply.status, reply.headers["x-ratelimit-limit"]]).toEqual([404, undefined]);
    }
  });

  test("free: 5 at once, then one every 2.4 s, per tenant, reads and writes apart", async () => {
    const free = await startOther({ clock: () => now, rateLimits: "free" });
    const send = callsTo(free, domain);
    for (const remaining of [4, 3, 2, 1, 0]) {
      const reply = await send("GET", emailProvider);
      expect([reply.status, ...rates(reply)]).toEqual([404, 5, remaining, start + 3]);
    }
    const refused = await send("GET", emailProvider);
    expect([refused.status, ...rates(refused)]).toEqual([429, 5, 0, start + 3]);
    expect(refused.body).toEqual({
      statusCode: 429,
      error: "Too Many Requests",
      message: "Global limit has been reached",
      errorCode: "too_many_requests",
    });
    expect((await send("DELETE", emailProvider)).status).toBe(204);
    expect((await callsTo(free, "other.auth0.com")("GET", emailProvider)).status).toBe(404);

    now += 2399;
    expect((await send("GET", emailProvider)).status).toBe(429);
    now += 1;
    expect((await send("GET", emailProvider)).status).toBe(404);
    expect((await send("GET", emailProvider)).status).toBe(429);
    now += 3_600_000;
    expect(rates(await send("GET", emailProvider)).slice(0, 2)).toEqual([5, 4]);
  });

  test("enterprise: 15 reads and 10 writes at once", async () => {
    const enterprise = await startOther({ clock: () => now, rateLimits: "enterprise" });
    const send = callsTo(enterprise, domain);
    expect(rates(await send("GET", emailProvider)).slice(0, 2)).toEqual([15, 14]);
    expect(rates(await send("DELETE", emailProvider)).slice(0, 2)).toEqual([10, 9]);
  });
});
