/** Against real servers on loopback. */
import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import { createServer as createTcpServer, type Server } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { expect, onTestFinished, test, vi } from "vitest";
import { httpsFetch } from "../../../provider/auth0/https-fetch.ts";
import { createAuthority } from "../../emulator/certificates.ts";

const authority = await createAuthority();
setDefaultCACertificates([...getCACertificates("default"), authority.pem]);

const LONG = AbortSignal.timeout(60_000);

async function listen(server: Server): Promise<URL> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  return new URL(`https://localhost:${address.port}/`);
}

/** A server that answers so, and counts the connections that were made. */
async function start(answer: RequestListener) {
  const server = createServer(await authority.issue("localhost"), answer);
  const connections = vi.fn();
  server.on("secureConnection", connections);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: await listen(server), connections };
}

test("sends what it is given, and answers with all that came", async () => {
  const { url } = await start(async (request, response) => {
    const { method, headers } = request;
    let body = "";
    for await (const part of request.setEncoding("utf8")) body += part;
    response.writeHead(201, { "x-seen": "yes", "set-cookie": ["a=1", "b=2"] });
    response.end(
      JSON.stringify({ method, type: headers["content-type"], length: headers["content-length"], body }),
    );
  });
  const headers = { "content-type": "application/json" };
  const response = await httpsFetch(url, { method: "POST", headers, body: "ünï", signal: LONG });
  expect(response.status).toBe(201);
  expect([response.headers.get("x-seen"), response.headers.getSetCookie()]).toEqual(["yes", ["a=1", "b=2"]]);
  expect(await response.json()).toEqual({
    method: "POST",
    type: "application/json",
    length: "5",
    body: "ünï",
  });
});

test("one request after another goes over one connection", async () => {
  const { url, connections } = await start((_, response) => response.end("{}"));
  for (let count = 0; count < 3; count++) {
    const response = await httpsFetch(url, { method: "POST", body: "{}", signal: LONG });
    await response.text();
  }
  expect(connections).toHaveBeenCalledTimes(1);
});

test.each([204, 304])("%i has no body", async (status) => {
  const { url } = await start((_, response) => response.writeHead(status).end());
  const response = await httpsFetch(url, { signal: LONG });
  expect([response.status, response.body]).toEqual([status, null]);
});

test("a redirect is not followed", async () => {
  const { url, connections } = await start((_, response) =>
    response.writeHead(302, { location: "/x" }).end(),
  );
  expect((await httpsFetch(url, { signal: LONG })).status).toBe(302);
  expect(connections).toHaveBeenCalledTimes(1);
});

test("what is no answer is a failure", async () => {
  const odd = await start((_, response) => response.writeHead(799).end());
  await expect(httpsFetch(odd.url, { signal: LONG })).rejects.toThrow(RangeError);
  const half = await start((request, response) => {
    response.writeHead(200, { "content-length": 100 });
    response.write("half", () => request.socket.destroy());
  });
  await expect(httpsFetch(half.url, { signal: LONG })).rejects.toMatchObject({ code: "ECONNRESET" });
  await expect(httpsFetch(new URL("https://127.0.0.1:1"), { signal: LONG })).rejects.toMatchObject({
    code: "ECONNREFUSED",
  });
});

test("no connection in ten seconds is a failure, also where only TLS does not come about", async () => {
  const silent = createTcpServer();
  onTestFinished(() => void silent.close());
  const url = await listen(silent);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const failed = expect(httpsFetch(url, { signal: LONG })).rejects.toMatchObject({ code: "ETIMEDOUT" });
  const [socket] = await once(silent, "connection");
  vi.advanceTimersByTime(10_000);
  await failed;
  socket.destroy();
});

test("it ends when its signal says so, with the signal's reason", async () => {
  const { url } = await start(() => {});
  await expect(httpsFetch(url, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
    name: "TimeoutError",
  });
  const reason = new Error("enough");
  await expect(httpsFetch(url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
