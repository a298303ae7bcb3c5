/** Against a real HTTPS server on loopback. */
import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { guardedFetch } from "../../../provider/auth0/guarded-fetch.ts";
import { Network } from "../../../provider/auth0/network.ts";
import { createAuthority } from "../../emulator/certificates.ts";

const HUSH = "kanarienvogel";
const LONG = 60_000;

const authority = await createAuthority();
setDefaultCACertificates([...getCACertificates("default"), authority.pem]);

/** A server that answers as the test says, and counts what reached it. */
async function start() {
  const handler: { current: RequestListener } = { current: (_, response) => response.end() };
  const got: string[] = [];
  const server = createServer(await authority.issue("localhost"), (request, response) => {
    got.push(`${request.method} ${request.url}`);
    handler.current(request, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  return {
    domain: `localhost:${address.port}`,
    got,
    answer: (listener: RequestListener) => {
      handler.current = listener;
    },
    async close() {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}

let tenant: Awaited<ReturnType<typeof start>>;
let elsewhere: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  [tenant, elsewhere] = await Promise.all([start(), start()]);
});
beforeEach(() => {
  tenant.got.length = 0;
  elsewhere.got.length = 0;
});
afterAll(() => Promise.all([tenant.close(), elsewhere.close()]));

const json = (status: number, text: string, headers = {}) =>
  tenant.answer((_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
  });
const network = new Network({});
const api = (timeoutMs = LONG, init?: RequestInit) =>
  guardedFetch(tenant.domain, timeoutMs, network)(`https://${tenant.domain}/api/v2/emails/provider`, init);
const token = (timeoutMs = LONG) =>
  guardedFetch(
    tenant.domain,
    timeoutMs,
    network,
  )(`https://${tenant.domain}/oauth/token`, {
    method: "POST",
    body: HUSH,
  });

/** Headers and half a body, and then nothing. */
const half = () =>
  tenant.answer((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": 1000 });
    response.write(`{"access_token":"${HUSH}`);
  });
const silence = () => tenant.answer(() => {});

describe("a request to the tenant", () => {
  test("goes there as it is", async () => {
    json(200, `{"name":"smtp"}`);
    const response = await api(LONG, { method: "PATCH", body: "{}" });
    expect([response.status, await response.json()]).toEqual([200, { name: "smtp" }]);
    expect(tenant.got).toEqual(["PATCH /api/v2/emails/provider"]);
  });

  test("may be a URL or a Request", async () => {
    json(200, "{}");
    const fetchTenant = guardedFetch(tenant.domain, LONG, network);
    await fetchTenant(new URL(`https://${tenant.domain}/a`));
    await fetchTenant(new Request(`https://${tenant.domain}/b`));
    expect(tenant.got).toEqual(["GET /a", "GET /b"]);
  });

  test.each([400, 401, 404, 409, 429, 500])("passes on the status %i", async (status) => {
    json(status, `{"errorCode":"x"}`);
    expect((await api()).status).toBe(status);
  });
});

describe("a request to another host is not sent", () => {
  test.each<[string, () => string]>([
    ["another host", () => `https://${elsewhere.domain}/oauth/token`],
    ["another port", () => "https://localhost/api/v2/emails/provider"],
    ["without TLS", () => `http://${tenant.domain}/oauth/token`],
    ["the domain as a user", () => `https://${tenant.domain.replace(":", "%3A")}@${elsewhere.domain}/`],
    ["a longer name", () => `https://x.${tenant.domain}/`],
  ])("%s", async (_, url) => {
    const send = guardedFetch(tenant.domain, LONG, network);
    await expect(send(url(), { method: "POST", body: HUSH })).rejects.toThrow(
      "refused to send a request to another host",
    );
    expect([tenant.got, elsewhere.got]).toEqual([[], []]);
  });
});

describe("a redirect is not followed", () => {
  test.each([301, 302, 303, 307, 308])("%i", async (status) => {
    for (const location of [`https://${elsewhere.domain}/steal`, "/elsewhere"]) {
      json(status, "", { location });
      await expect(api(LONG, { method: "POST", body: HUSH })).rejects.toThrow(
        `a redirect, which is not followed because a request carries secrets (status ${status})`,
      );
      await expect(token()).rejects.toMatchObject({ name: "NoTokenError" });
    }
    expect(elsewhere.got).toEqual([]);
    expect(new Set(tenant.got)).toEqual(new Set(["POST /api/v2/emails/provider", "POST /oauth/token"]));
  });
});

describe("one time limit for the whole exchange", () => {
  test("no answer", async () => {
    silence();
    await expect(api(50)).rejects.toThrow("no answer in time");
  });

  test("half an answer", async () => {
    half();
    await expect(api(1000)).rejects.toThrow("no answer in time");
  });

  test("a token that does not come, or not in full", async () => {
    silence();
    await expect(token(50)).rejects.toMatchObject({ name: "NoTokenError" });
    half();
    await expect(token(1000)).rejects.toMatchObject({ name: "NoTokenError" });
  });

  test("the caller may give up earlier", async () => {
    silence();
    await expect(api(LONG, { signal: AbortSignal.timeout(50) })).rejects.toThrow("no answer in time");
    await expect(api(LONG, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("a token answer is read here", () => {
  test("within our time limit, whatever the SDK's is", async () => {
    const answer = JSON.stringify({ access_token: HUSH, expires_in: 86_400 });
    json(200, answer);
    const init = { method: "POST", body: HUSH, signal: AbortSignal.abort() };
    const response = await guardedFetch(
      tenant.domain,
      LONG,
      network,
    )(`https://${tenant.domain}/oauth/token`, init);
    expect(await response.text()).toBe(answer);
  });

  test("a token is passed on", async () => {
    const body = { access_token: HUSH, expires_in: 86_400, token_type: "Bearer" };
    json(200, JSON.stringify(body));
    const response = await token();
    expect([response.status, await response.json()]).toEqual([200, body]);
  });

  test.each([400, 401, 403, 429, 500, 503])(
    "%i: refused, with the headers and without the text",
    async (status) => {
      json(status, `{"error_description":"${HUSH}"}`, { "retry-after": "7" });
      const refused: unknown = await token().catch((error: unknown) => error);
      expect(refused).toMatchObject({ name: "TokenRefused", status });
      expect(Object(refused).headers.get("retry-after")).toBe("7");
      expect([String(refused), Object(refused).stack, JSON.stringify(refused)].join()).not.toContain(HUSH);
    },
  );

  test.each([
    "",
    "<!doctype html>",
    "null",
    "[]",
    "{}",
    `{"access_token":"${HUSH}"}`,
    `{"access_token":42,"expires_in":86400}`,
    `{"access_token":"${HUSH}","expires_in":"86400"}`,
  ])("200 without a token is a token lost: %s", async (text) => {
    json(200, text);
    const lost: unknown = await token().catch((error: unknown) => error);
    expect(lost).toMatchObject({ name: "NoTokenError" });
    expect([String(lost), Object(lost).stack, Object(lost).cause].join()).not.toContain(HUSH);
  });

  test("so is a connection that breaks", async () => {
    tenant.answer((request) => request.socket.destroy());
    await expect(token()).rejects.toMatchObject({ name: "NoTokenError" });
  });
});
