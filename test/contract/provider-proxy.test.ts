/** A proxy in the environment: what goes through it, and what is said where it does not work. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startShell } from "../support/shell.ts";
import { FOREIGN, providerSuite, type Scene, SECRETS, STORED, success } from "./provider-suite.ts";

// Node is not told to use the variables: the provider does.
const suite = providerSuite({ env: { NODE_USE_ENV_PROXY: "" } });
const { password } = SECRETS;

/** Stands for a proxy that refuses every connection with a status. */
const refusing = createServer();
let status = 407;
let refused: string[] = [];
let address: string;

beforeAll(async () => {
  refusing.on("connect", (request, socket) => {
    refused.push(request.url ?? "");
    socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
  });
  address = await listening(refusing);
});
afterAll(() => refusing.close());

async function listening(server: Server): Promise<string> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const at = server.address();
  if (at === null || typeof at === "string") throw new Error("no TCP address");
  return `127.0.0.1:${at.port}`;
}

const proxied = (uri: string) => ({ HTTPS_PROXY: uri, https_proxy: uri });
const by = async (uri: string, more: Record<string, string> = {}) =>
  suite.process.fresh({ env: { ...proxied(uri), ...more }, skipSleep: true });
const read = ({ domain, outputs }: Scene, provider = suite.provider) => provider.read(domain, outputs);

test("is used without NODE_USE_ENV_PROXY", async () => {
  const scene = suite.scene(STORED);
  success(await read(scene));
  // The tenant's name is known to the emulator's proxy alone.
  expect(scene.requests()).toEqual(["token", "get"]);
});

describe("does not work: it is named, its password is not, and nothing was carried out", () => {
  const uri = () => `http://us:${encodeURIComponent(password)}@${address}`;

  test.each([
    [407, "once", "with a user name and password that the proxy accepts"],
    [403, "once", "Ask whoever runs the proxy"],
    [502, "3 times", "The proxy could not reach the host"],
  ])("it answers %i: asked %s", async (answer, times, todo) => {
    [status, refused] = [answer, []];
    const scene = suite.scene();
    const failed = suite.failure(await (await by(uri())).create({ ...scene.inputs, password }));
    expect(failed).toMatchObject({ code: "UNREACHABLE", recorded: undefined });
    expect(failed.message).toContain(
      `the proxy ${address} (https_proxy) did not connect (status ${answer}), ${times}.`,
    );
    expect(failed.message).toContain("The request was not carried out; the tenant is as it was.");
    expect(failed.message).toContain(todo);
    expect(refused).toEqual(Array(times === "once" ? 1 : 3).fill(`${scene.domain}:443`));
    expect(scene.requests()).toEqual([]);
  });

  test("it is down", async () => {
    const closed = createServer();
    const at = await listening(closed);
    closed.close();
    const scene = suite.scene();
    const failed = suite.failure(await (await by(`http://${at}`)).create({ ...scene.inputs, password }));
    expect(failed.message).toContain(
      `the proxy ${at} (https_proxy) refused the connection from this machine`,
    );
    expect(failed.message).toContain("Set https_proxy to a proxy that runs, or unset it.");
  });

  test("it goes down before a write: it was certainly not carried out, and nobody looks", async () => {
    const scene = suite.scene(STORED);
    const gate = await openGate();
    const provider = await by(`http://${gate.address}`);
    success(await read(scene, provider));
    gate.shut();
    const change = () => provider.update(scene.domain, scene.outputs, { ...scene.inputs, enabled: false });
    const failed = suite.failure(await change());
    expect(failed).toMatchObject({ code: "UNREACHABLE", recorded: undefined });
    expect(failed.message).toContain(
      `UNREACHABLE: https://${scene.domain}/api/v2/emails/provider could not be reached: the proxy ${gate.address}`,
    );
    expect(failed.message).toContain("The request was not carried out; the tenant is as it was.");
    expect(scene.requests()).toEqual(["token", "get"]);
    gate.open();
    success(await change());
    expect(scene.requests()).toEqual(["patch"]);
    gate.close();
  });
});

/** A proxy that hands on to the emulator's as long as it is open. */
async function openGate() {
  const sockets = new Set<Duplex>();
  let isOpen = true;
  const server = createServer();
  server.on("connect", (request, socket) => {
    if (!isOpen) return void socket.end("HTTP/1.1 503 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    const onward = connect(suite.auth0.proxyPort, "127.0.0.1");
    for (const one of [socket, onward]) one.on("error", () => one.destroy());
    sockets.add(socket);
    onward.write(`CONNECT ${request.url} HTTP/1.1\r\nhost: ${request.url}\r\n\r\n`);
    onward.pipe(socket).pipe(onward);
  });
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: await listening(server),
    open: () => {
      isOpen = true;
    },
    shut: () => {
      isOpen = false;
      cut();
    },
    close: () => {
      server.close();
      cut();
    },
  };
}

test("what is said through the engine, which is on this machine, goes past the proxy", async () => {
  const domain = `localhost:${suite.auth0.port}`;
  const own = await startShell(suite.auth0, {
    env: {
      ...proxied(`http://${address}`),
      NO_PROXY: "",
      no_proxy: "",
      NODE_USE_ENV_PROXY: "",
      AUTH0_TENANTS: JSON.stringify({ [domain]: { clientId: "client", clientSecret: SECRETS.clientSecret } }),
    },
  });
  suite.auth0.tenant(domain).setProvider(FOREIGN);
  success(await own.provider.delete(domain, { ...suite.scene().outputs, domain }));
  expect(own.messages.map(({ text }) => text)).toEqual([expect.stringContaining("was left alone")]);
  await own.stop();
});

test("NO_PROXY: a tenant that it names is reached straight", async () => {
  const scene = suite.scene(STORED);
  const provider = await by(suite.auth0.env.HTTPS_PROXY ?? "", {
    NO_PROXY: "auth0.com",
    no_proxy: "auth0.com",
  });
  const failed = suite.failure(await read(scene, provider));
  // There is no such host, and the proxy, which knows it, was not asked.
  expect(failed.message).toMatch(/DNS on this machine .* \((ENOTFOUND|EAI_AGAIN)\)/);
  expect(failed.message).not.toContain("the proxy");
  expect(scene.requests()).toEqual([]);
});
