/** How a process reaches a tenant: by name through the proxy, or by address; and that nothing is left behind. */
import { execFile, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { duplexPair } from "node:stream";
import { text } from "node:stream/consumers";
import { connect as connectTls } from "node:tls";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type Emulator, startEmulator } from "../emulator/index.ts";
import { callsTo, emailProvider } from "./emulator-client.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

/** Runs a module in a Node of its own, with the emulator's environment; what it prints. */
async function runChild(code: string, env: Record<string, string> = {}): Promise<string> {
  const options = {
    env: { ...process.env, ...emulator.env, ...env },
    cwd: join(import.meta.dirname, "../.."),
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "-e", code],
    options,
  );
  return stdout.trim();
}

describe("a child process", () => {
  test("reaches tenants by name, letter case aside, through the proxy", async () => {
    for (const name of ["a.eu.auth0.com", "b.us.auth0.com"]) emulator.tenant(name).apiTokens.add(name);
    const code = `
      for (const name of ["A.eu.auth0.com", "b.us.auth0.com"]) {
        const headers = { authorization: "Bearer " + name.toLowerCase() };
        console.log((await fetch("https://" + name + "${emailProvider}?fields=name", { headers })).status);
      }`;
    expect(await runChild(code)).toBe("404\n404");
    expect(emulator.requests.map(({ tenant, kind, query }) => [tenant, kind, query])).toEqual([
      ["a.eu.auth0.com", "get", { fields: "name" }],
      ["b.us.auth0.com", "get", { fields: "name" }],
    ]);
  });

  test("reaches a tenant by address, without the proxy", async () => {
    const hosts = [`127.0.0.1:${emulator.port}`, `localhost:${emulator.port}`];
    const code = `for (const host of ${JSON.stringify(hosts)}) console.log((await fetch("https://" + host)).status)`;
    expect(await runChild(code, { HTTPS_PROXY: "http://127.0.0.1:9", https_proxy: "" })).toBe("404\n404");
    expect(emulator.takeRequests().map(({ tenant }) => tenant)).toEqual(hosts);
    expect(emulator.requests).toEqual([]);
  });

  test("may be Auth0's SDK, with a signed assertion", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const tenant = emulator.tenant("acme.eu.auth0.com");
    tenant.clients.set("signer", publicKey);
    tenant.setProvider({ name: "smtp", enabled: true, credentials: {} });
    const code = `
      import { ManagementClient } from "auth0";
      const client = new ManagementClient({
        domain: "acme.eu.auth0.com",
        clientId: "signer",
        clientAssertionSigningKey: process.env.TEST_KEY,
      });
      console.log((await client.emails.provider.get()).name);`;
    const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    expect(await runChild(code, { TEST_KEY: key })).toBe("smtp");
    expect(emulator.requests.map(({ kind, status }) => [kind, status])).toEqual([
      ["token", 200],
      ["get", 200],
    ]);
  });

  test("that does not know the CA is not served", async () => {
    const code = `await fetch("https://acme.eu.auth0.com").catch((error) => console.log(error.cause.code))`;
    const printed = await runChild(code, { NODE_EXTRA_CA_CERTS: "" });
    expect(printed).toMatch(/UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN/);
    expect(emulator.requests).toEqual([]);
  });
});

describe("the proxy", () => {
  /** What it answers to this, before it ends the connection. */
  async function ask(sent: string): Promise<string> {
    const socket = connect(emulator.proxyPort, "127.0.0.1");
    socket.write(sent);
    return (await text(socket)).split("\r\n")[0] ?? "";
  }

  test.each([
    "acme.eu.auth0.com:80",
    "acme.eu.auth0.com:8443",
    "acme.eu.auth0.com",
    "169.254.169.254:22",
    "evil:443:443",
    "user@evil:443",
    "[::1]:443",
    "-:443",
    ":443",
  ])("refuses CONNECT %s", async (target) => {
    expect(await ask(`CONNECT ${target} HTTP/1.1\r\nHost: x\r\n\r\n`)).toMatch(/^HTTP\/1.1 40[03] /);
  });

  test("fetches nothing for anyone", async () => {
    const sent = "GET http://example.com/ HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n";
    expect(await ask(sent)).toBe("HTTP/1.1 403 Forbidden");
  });

  test("takes a client that sends its TLS greeting along with the CONNECT", async () => {
    const [inner, outer] = duplexPair();
    const tls = connectTls({ socket: inner, servername: "acme.eu.auth0.com", ca: emulator.ca });
    const [greeting] = await once(outer, "data");
    tls.destroy();
    const head = "CONNECT acme.eu.auth0.com:443 HTTP/1.1\r\nHost: acme.eu.auth0.com:443\r\n\r\n";
    const established = "HTTP/1.1 200 Connection Established\r\n\r\n";
    const socket = connect(emulator.proxyPort, "127.0.0.1");
    socket.write(Buffer.concat([Buffer.from(head), greeting]));
    let received = Buffer.alloc(0);
    for await (const chunk of socket) {
      received = Buffer.concat([received, chunk]);
      if (received.length > established.length) break;
    }
    expect(received.subarray(0, established.length).toString()).toBe(established);
    const handshakeRecord = 22; // RFC 8446 §5.1: the server's own greeting, where an alert would be 21
    expect(received[established.length]).toBe(handshakeRecord);
  });
});

test.each([
  ["acme.eu.auth0.com", ["other.eu.auth0.com"], ["eu.auth0.com", "acme.us.auth0.com", "a.acme.eu.auth0.com"]],
  ["acme.example", [], ["other.example", "a.acme.example"]],
  ["localhost", [], ["acme.example"]],
])("a certificate is for the host asked for, %s, and its siblings", async (host, siblings, strangers) => {
  const tls = connectTls({ port: emulator.port, host: "127.0.0.1", ca: emulator.ca, servername: host });
  await once(tls, "secureConnect");
  const certificate = tls.getPeerX509Certificate();
  tls.destroy();
  for (const name of [host, ...siblings]) expect(certificate?.checkHost(name), name).toBeDefined();
  for (const name of strangers) expect(certificate?.checkHost(name), name).toBeUndefined();
});

test("a stored provider can't be changed through the copy that is read", () => {
  const tenant = emulator.tenant("acme.eu.auth0.com");
  tenant.setProvider({ name: "smtp", enabled: true, credentials: { smtp_host: "smtp.acme.example" } });
  Object.assign(tenant.provider?.credentials ?? {}, { smtp_host: "other.example" });
  expect(tenant.provider?.credentials).toEqual({ smtp_host: "smtp.acme.example" });
});

test("tenants know nothing of each other", async () => {
  emulator.tenant("ONE.auth0.com:443").setProvider({ name: "smtp", enabled: true, credentials: {} });
  expect((await callsTo(emulator, "one.auth0.com")("GET", emailProvider)).status).toBe(200);
  expect((await callsTo(emulator, "two.auth0.com")("GET", emailProvider)).status).toBe(404);
});

test("npm run emulator: says how to use it, logs without secrets, and leaves nothing when stopped", async () => {
  const main = join(import.meta.dirname, "../emulator/main.ts");
  const child = spawn(process.execPath, [main, "--latency", "1"], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  async function next(): Promise<string> {
    const line = await lines.next();
    if (line.done) throw new Error("the emulator ended early");
    return line.value;
  }
  const env = new Map<string, string>();
  for (let line = await next(); !line.includes("Ctrl-C"); line = await next()) {
    const [, name, value] = /^export (\w+)='(.*)'$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) env.set(name, value);
  }
  const body = {
    grant_type: "client_credentials",
    client_id: "any",
    client_secret: "canary",
    audience: "https://acme.eu.auth0.com/api/v2/",
  };
  const code = `console.log((await fetch("https://acme.eu.auth0.com/oauth/token?q=canary", {
    method: "POST", headers: { "content-type": "application/json" }, body: ${JSON.stringify(JSON.stringify(body))},
  })).status)`;
  expect(await runChild(code, Object.fromEntries(env))).toBe("200");
  expect(await next()).toMatch(/^\S+Z acme.eu.auth0.com POST \/oauth\/token 200$/);

  // An idle connection of somebody else's must not keep it alive.
  const idle = connect(Number(new URL(env.get("HTTPS_PROXY") ?? "").port), "127.0.0.1");
  onTestFinished(() => void idle.destroy());
  await once(idle, "connect");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  expect(existsSync(env.get("NODE_EXTRA_CA_CERTS") ?? "")).toBe(false);
});
