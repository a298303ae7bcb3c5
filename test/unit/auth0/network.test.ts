/** What goes wrong on the way, with real sockets on loopback; only DNS is left to made-up errors. */
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:https";
import { createServer as createTcpServer, type Server, type Socket } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterEach, describe, expect, test } from "vitest";
import { Network } from "../../../provider/auth0/network.ts";
import { networkProblemOf } from "../../../provider/auth0/network-problem.ts";
import { describeProblem } from "../../../provider/auth0/network-problem-words.ts";
import { NoAnswerError } from "../../../provider/auth0/no-answer.ts";
import { createAuthority } from "../../emulator/certificates.ts";

const HUSH = "kanarienvogel";
const [trusted, unknown] = await Promise.all([createAuthority(), createAuthority()]);
setDefaultCACertificates([...getCACertificates("default"), trusted.pem]);

const open: Server[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
  for (const socket of sockets.splice(0)) socket.destroy();
});

async function listening(server: Server): Promise<number> {
  open.push(server);
  server.on("connection", (socket: Socket) => sockets.push(socket));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  return address.port;
}

async function closedPort(): Promise<number> {
  const server = createTcpServer();
  const port = await listening(server);
  server.close();
  await once(server, "close");
  return port;
}

/** What is said where `https://localhost:<port>` (or the URL) is asked. */
async function noAnswer(target: number | string, env: Record<string, string> = {}) {
  const url = new URL(typeof target === "string" ? target : `https://localhost:${target}/`);
  const request = { method: "POST", body: HUSH, signal: AbortSignal.timeout(2000) };
  const error: unknown = await new Network(env).exchange(url, request).catch((reason: unknown) => reason);
  if (!(error instanceof NoAnswerError)) throw new Error(`It was answered: ${String(error)}`);
  expect([String(error), error.stack, error.cause, JSON.stringify(error)].join()).not.toContain(HUSH);
  return error.noAnswer;
}

describe("straight", () => {
  test("refused", async () => {
    const { seen, advice, unsent } = await noAnswer(await closedPort());
    expect(seen).toBe("the connection from this machine was refused (ECONNREFUSED)");
    expect(advice).toContain("If this network needs a proxy, set HTTPS_PROXY.");
    expect(unsent).toBe(true);
  });

  test("cut after it was made: the request may have arrived", async () => {
    const server = createServer(await trusted.issue("localhost"), (request) => request.socket.destroy());
    expect(await noAnswer(await listening(server))).toMatchObject({
      seen: expect.stringMatching(/^the connection was cut \((UND_ERR_SOCKET|ECONNRESET)\)$/),
      unsent: false,
    });
  });

  test("no answer in time: the request may have arrived", async () => {
    const server = createServer(await trusted.issue("localhost"), () => {});
    expect(await noAnswer(await listening(server))).toMatchObject({
      seen: "no answer in time",
      unsent: false,
    });
  });

  test("a CA that is not trusted: NODE_EXTRA_CA_CERTS", async () => {
    const server = createServer(await unknown.issue("localhost"), (_, response) => response.end());
    const { seen, advice, unsent, lasting } = await noAnswer(await listening(server));
    expect(seen).toMatch(/^this machine does not trust the certificate that it was shown \([A-Z_]+\)$/);
    expect(advice).toContain("set NODE_EXTRA_CA_CERTS=");
    expect({ unsent, lasting }).toEqual({ unsent: true, lasting: true });
  });

  test("another host's certificate", async () => {
    const server = createServer(await trusted.issue("elsewhere.example"), (_, response) => response.end());
    expect(await noAnswer(await listening(server))).toMatchObject({
      seen: "the certificate that this machine was shown belongs to another host (ERR_TLS_CERT_ALTNAME_INVALID)",
      unsent: true,
    });
  });

  test("no TLS at all", async () => {
    const { seen } = await noAnswer(await listening(createHttpServer((_, response) => response.end())));
    expect(seen).toMatch(/^no TLS connection could be made \(/);
  });

  test("a redirect", async () => {
    const server = createServer(await trusted.issue("localhost"), (_, response) =>
      response.writeHead(302, { location: "https://elsewhere.example" }).end(),
    );
    const { seen, advice } = await noAnswer(await listening(server));
    expect(seen).toContain("a redirect, which is not followed");
    expect(advice).toContain("Set domain to the tenant's own");
  });
});

describe("through a proxy", () => {
  const tenant = "https://acme.eu.auth0.com/oauth/token";
  /** A proxy that refuses every CONNECT so. */
  async function refusing(status: number): Promise<number> {
    const server = createHttpServer();
    server.on("connect", (_, socket) => socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`));
    return listening(server);
  }
  const by = (port: number, name = "127.0.0.1") => ({ HTTPS_PROXY: `http://us:${HUSH}@${name}:${port}` });

  test.each([
    [407, "with a user name and password that the proxy accepts"],
    [403, "Ask whoever runs the proxy to let this machine connect"],
    [502, "The proxy could not reach the host: check the domain's spelling"],
  ])("it answers %i", async (status, todo) => {
    const port = await refusing(status);
    const { seen, advice, unsent, lasting } = await noAnswer(tenant, by(port));
    expect(seen).toBe(`the proxy 127.0.0.1:${port} (HTTPS_PROXY) did not connect (status ${status})`);
    expect(advice).toContain(todo);
    expect({ unsent, lasting }).toEqual({ unsent: true, lasting: status < 500 });
  });

  test("it is down", async () => {
    const port = await closedPort();
    const { seen, advice, unsent } = await noAnswer(tenant, by(port));
    expect(seen).toBe(
      `the proxy 127.0.0.1:${port} (HTTPS_PROXY) refused the connection from this machine (ECONNREFUSED)`,
    );
    expect(advice).toContain("Set HTTPS_PROXY to a proxy that runs, or unset it.");
    expect(unsent).toBe(true);
  });

  test("it is none: nothing is sent", async () => {
    expect(await noAnswer(tenant, { HTTPS_PROXY: `socks5://${HUSH}@127.0.0.1:1080` })).toEqual({
      seen: "HTTPS_PROXY is not the URL of an HTTP proxy (http://<host>:<port>)",
      advice: "Set HTTPS_PROXY to http://<host>:<port>, or unset it.",
      unsent: true,
      lasting: true,
    });
  });

  test("an http host is asked through it without a tunnel", async () => {
    const asked: string[] = [];
    const port = await listening(
      createHttpServer((request, response) => {
        asked.push(`${request.method} ${request.url}`);
        response.end("hello");
      }),
    );
    const network = new Network({ HTTP_PROXY: `http://127.0.0.1:${port}` });
    const { status, text } = await network.exchange(new URL("http://cdn.example/list.json"), {
      signal: AbortSignal.timeout(2000),
    });
    expect({ status, text, asked }).toEqual({
      status: 200,
      text: "hello",
      asked: ["GET http://cdn.example/list.json"],
    });
  });
});

describe("by Node's codes", () => {
  const failed = (code: string, more: object = {}) =>
    new TypeError("fetch failed", { cause: Object.assign(new Error(HUSH), { code, ...more }) });

  test.each([
    ["ENOTFOUND", "DNS on this machine finds no host of this name (ENOTFOUND)", true],
    ["EAI_AGAIN", "DNS on this machine gave no answer (EAI_AGAIN)", true],
    ["EHOSTUNREACH", "this machine has no route to it (EHOSTUNREACH)", true],
    ["UND_ERR_CONNECT_TIMEOUT", "this machine got no connection in time (UND_ERR_CONNECT_TIMEOUT)", true],
    ["ETIMEDOUT", "this machine got no connection in time (ETIMEDOUT)", true],
    ["UND_ERR_HEADERS_TIMEOUT", "no answer in time (UND_ERR_HEADERS_TIMEOUT)", false],
    ["ECONNRESET", "the connection was cut (ECONNRESET)", false],
    [
      "CERT_HAS_EXPIRED",
      "the certificate that this machine was shown has expired, by this machine's clock (CERT_HAS_EXPIRED)",
      true,
    ],
    ["EKANARIENVOGEL", "no usable answer", false],
    ["constructor", "no usable answer", false],
  ])("%s", (code, seen, unsent) => {
    const told = describeProblem(networkProblemOf(failed(code)), undefined);
    expect(told).toMatchObject({ seen, unsent });
    expect(JSON.stringify(told)).not.toContain(HUSH);
  });

  test("what can also befall a connection that is made leaves it open whether the request was sent", () => {
    for (const syscall of ["read", "write"]) {
      expect(networkProblemOf(failed("ETIMEDOUT", { syscall }))).toMatchObject({
        kind: "no answer",
        unsent: false,
      });
      expect(networkProblemOf(failed("EHOSTUNREACH", { syscall }))).toMatchObject({ unsent: false });
    }
    expect(networkProblemOf(failed("ETIMEDOUT", { syscall: "connect" }))).toMatchObject({ unsent: true });
  });

  test.each([
    [["ECONNREFUSED", "ETIMEDOUT"], "refused"],
    [["ENETUNREACH", "ECONNREFUSED"], "refused"],
    [["EHOSTUNREACH", "ENETUNREACH"], "no route"],
  ])("of several addresses (%j): %s", (codes, kind) => {
    const errors = codes.map((code) => Object.assign(new Error(HUSH), { code }));
    const cause = Object.assign(new AggregateError(errors, HUSH), { code: codes[0] });
    expect(networkProblemOf(new TypeError("fetch failed", { cause }))).toMatchObject({ kind, unsent: true });
  });

  test("through a proxy, what is seen is seen of the proxy", () => {
    const proxy = { variable: "https_proxy", address: "proxy.corp:3128", uri: `http://${HUSH}` };
    for (const code of ["ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "UND_ERR_CONNECT_TIMEOUT", "ECONNRESET"]) {
      const { seen } = describeProblem(networkProblemOf(failed(code)), proxy);
      expect(seen).toContain("the proxy proxy.corp:3128 (https_proxy)");
    }
  });
});
