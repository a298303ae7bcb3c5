/** The rules of `/api/v2/emails/provider` that no recording shows (Auth0's pages and the Management API's reference). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, type StoredProvider, startEmulator } from "../emulator/index.ts";
import { allFields, callsTo, emailProvider } from "./emulator-client.ts";

const smtp = {
  name: "smtp",
  enabled: true,
  default_from_address: "no-reply@acme.example",
  credentials: {
    smtp_host: "smtp.acme.example",
    smtp_port: 587,
    smtp_user: "acme",
    smtp_pass: "first-password",
  },
} satisfies StoredProvider;
const { smtp_pass: _, ...publicCredentials } = smtp.credentials;
const headers = { headers: { "X-SES-Configuration-Set": "set" } };

const domain = "acme.eu.auth0.com";
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

describe("the password rule", () => {
  const { smtp_host, smtp_port, smtp_user, smtp_pass } = smtp.credentials;
  test.each([
    ["all three as they are", { smtp_host, smtp_port, smtp_user }, 200],
    ["another host", { smtp_host: "other.example", smtp_port, smtp_user }, 400],
    ["another port", { smtp_host, smtp_port: 25, smtp_user }, 400],
    ["another user", { smtp_host, smtp_port, smtp_user: "other" }, 400],
    ["another host, with the password", { ...smtp.credentials, smtp_host: "other.example" }, 200],
    ["the host alone, unchanged", { smtp_host }, 400],
    ["the port alone, unchanged", { smtp_port }, 400],
    ["the user alone, unchanged", { smtp_user }, 400],
    ["host and port, unchanged", { smtp_host, smtp_port }, 400],
    ["host and user, unchanged", { smtp_host, smtp_user }, 400],
    ["port and user, unchanged", { smtp_port, smtp_user }, 400],
    ["the password alone", { smtp_pass: "second" }, 200],
    ["a subset with the password", { smtp_host: "other.example", smtp_pass }, 200],
    ["none, but an object for them", {}, 200],
    ["none at all", undefined, 200],
  ])("PATCH with %s: %s → %i", async (_what, credentials, status) => {
    const tenant = emulator.tenant(domain);
    tenant.setProvider(smtp);
    const reply = await callsTo(emulator, domain)("PATCH", emailProvider, { enabled: false, credentials });
    expect(reply.status).toBe(status);
    const applied = { ...smtp, enabled: false, credentials: { ...smtp.credentials, ...credentials } };
    expect(tenant.provider).toEqual(status === 200 ? applied : smtp);
    if (status === 400) expect(reply.body).toMatchObject({ errorCode: "invalid_body" });
  });
});

describe("GET", () => {
  test.each([
    ["", { name: "smtp", enabled: true }],
    ["?fields=name,credentials", { name: "smtp", credentials: publicCredentials }],
    ["?fields=credentials&include_fields=true", { credentials: publicCredentials }],
    [
      "?fields=credentials,enabled&include_fields=false",
      { name: "smtp", default_from_address: smtp.default_from_address, settings: headers },
    ],
  ])("shows of %j only what is asked for", async (query, body) => {
    emulator.tenant(domain).setProvider({ ...smtp, settings: headers });
    expect(await callsTo(emulator, domain)("GET", emailProvider + query)).toMatchObject({
      status: 200,
      body,
    });
    const shown = await callsTo(emulator, domain)("GET", emailProvider + query);
    expect(shown.body).toEqual(body);
  });
});

describe("POST", () => {
  test("enables what says nothing else", async () => {
    const { enabled: _enabled, ...rest } = smtp;
    const reply = await callsTo(emulator, domain)("POST", emailProvider, rest);
    expect([reply.status, reply.body]).toEqual([201, { ...smtp, credentials: publicCredentials }]);
  });

  test("is 409 where one exists, and names it", async () => {
    emulator.tenant(domain).setProvider({ ...smtp, enabled: false });
    const reply = await callsTo(emulator, domain)("POST", emailProvider, smtp);
    expect([reply.status, reply.body]).toEqual([
      409,
      {
        statusCode: 409,
        error: "Conflict",
        message: "An email provider is already configured: smtp",
        errorCode: "email_provider_conflict",
      },
    ]);
    expect(emulator.tenant(domain).provider?.enabled).toBe(false);
  });

  test.each(["smtp_host", "smtp_port", "smtp_user", "smtp_pass"])("needs %s", async (missing) => {
    const credentials = Object.entries(smtp.credentials).filter(([field]) => field !== missing);
    const body = { ...smtp, credentials: Object.fromEntries(credentials) };
    expect(await callsTo(emulator, domain)("POST", emailProvider, body)).toMatchObject({ status: 400 });
    expect(emulator.tenant(domain).provider).toBeUndefined();
  });
});

describe("PATCH", () => {
  test("is 404 where there is nothing to change", async () => {
    const reply = await callsTo(emulator, domain)("PATCH", emailProvider, { name: "smtp", enabled: true });
    expect(reply).toMatchObject({ status: 404, body: { errorCode: "inexistent_email_provider" } });
  });

  test("to another name needs all its credentials, and drops the old settings", async () => {
    const tenant = emulator.tenant(domain);
    const ses = {
      name: "ses",
      enabled: false,
      default_from_address: "ses@acme.example",
      credentials: { accessKeyId: "id", secretAccessKey: "key", region: "eu-west-1" },
    } satisfies StoredProvider;
    tenant.setProvider({ ...ses, settings: { message: { configuration_set_name: "set" } } });
    const send = callsTo(emulator, domain);
    expect((await send("PATCH", emailProvider, { name: "smtp", enabled: true })).status).toBe(400);
    expect(
      (await send("PATCH", emailProvider, { name: "smtp", credentials: publicCredentials })).status,
    ).toBe(400);
    expect(tenant.provider?.name).toBe("ses");
    const { credentials } = smtp;
    expect((await send("PATCH", emailProvider, { name: "smtp", credentials })).status).toBe(200);
    expect(tenant.provider).toEqual({ ...ses, name: "smtp", credentials });
  });

  test.each([
    ["left out", undefined, headers],
    ["{}", {}, undefined],
    ["null", null, undefined],
    [
      "others",
      { headers: { "X-MC-ViewContentLink": "true" } },
      { headers: { "X-MC-ViewContentLink": "true" } },
    ],
  ])("settings %s", async (_what, settings, expected) => {
    emulator.tenant(domain).setProvider({ ...smtp, settings: headers });
    const reply = await callsTo(emulator, domain)("PATCH", emailProvider, { name: "smtp", settings });
    expect(reply.status).toBe(200);
    expect(emulator.tenant(domain).provider).toEqual(expected ? { ...smtp, settings: expected } : smtp);
  });
});

describe("a body that Auth0 would not take is 400 invalid_body, and changes nothing", () => {
  test.each([
    ["nothing in it", {}],
    ["no body", undefined],
    ["no JSON", "{"],
    ["no object", "[]"],
    ["null", "null"],
    ["an unknown property", { colour: "red" }],
    ["an unknown name", { name: "pigeon" }],
    ["an unknown credential", { credentials: { ...smtp.credentials, smtp_tls: true } }],
    ["a credential of another service", { credentials: { api_key: "key" } }],
    ["an unknown header", { settings: { headers: { "X-Unknown": "1" } } }],
    ["a header that is no text", { settings: { headers: { "X-MC-ViewContentLink": true } } }],
    ["enabled as text", { enabled: "true" }],
    ["port 0", { credentials: { ...smtp.credentials, smtp_port: 0 } }],
    ["port 65536", { credentials: { ...smtp.credentials, smtp_port: 65536 } }],
    ["port 58.7", { credentials: { ...smtp.credentials, smtp_port: 58.7 } }],
    ["port as text", { credentials: { ...smtp.credentials, smtp_port: "587" } }],
    ["a password that is null", { credentials: { ...smtp.credentials, smtp_pass: null } }],
  ])("%s", async (_what, body) => {
    const tenant = emulator.tenant(domain);
    const send = callsTo(emulator, domain);
    tenant.setProvider(smtp);
    const reply = await send("PATCH", emailProvider, body);
    expect(reply).toMatchObject({ status: 400, body: { statusCode: 400, errorCode: "invalid_body" } });
    expect(tenant.provider).toEqual(smtp);
    tenant.setProvider(undefined);
    expect((await send("POST", emailProvider, body)).status).toBe(400);
  });
});

test("DELETE is 204, and 204 again", async () => {
  emulator.tenant(domain).setProvider(smtp);
  const send = callsTo(emulator, domain);
  for (const _time of [1, 2]) {
    expect(await send("DELETE", emailProvider)).toMatchObject({ status: 204, text: "" });
    expect(emulator.tenant(domain).provider).toBeUndefined();
  }
});

describe("no answer holds a secret", () => {
  const secret = "s3cret-canary";
  test.each([
    ["smtp", smtp.credentials, { smtp_pass: secret }],
    ["ses", { region: "eu-west-1" }, { accessKeyId: secret, secretAccessKey: secret }],
    ["mailgun", { domain: "acme.example", region: "eu" }, { api_key: secret }],
    ["sparkpost", { region: "eu" }, { api_key: secret }],
    ["mandrill", {}, { api_key: secret }],
    ["sendgrid", {}, { api_key: secret }],
    ["resend", {}, { api_key: secret }],
    ["azure_cs", {}, { connectionString: secret }],
    ["ms365", {}, { tenantId: secret, clientId: secret, clientSecret: secret }],
  ])("%s", async (name, shown, secrets) => {
    const send = callsTo(emulator, domain);
    const body = { name, credentials: { ...shown, ...secrets } };
    const replies = [
      await send("POST", emailProvider, body),
      await send("POST", emailProvider, body),
      await send("GET", allFields),
      await send("PATCH", emailProvider, body),
      await send("PATCH", emailProvider, { ...body, enabled: secret }),
      await send("PATCH", emailProvider, `{"name": "${secret}`),
    ];
    expect(replies.map(({ status }) => status)).toEqual([201, 409, 200, 200, 400, 400]);
    for (const { text } of replies) expect(text).not.toContain(secret);
    expect(JSON.stringify(emulator.tenant(domain).provider)).toContain(secret);
  });
});
