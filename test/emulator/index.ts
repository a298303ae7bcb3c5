/**
 * A stand-in for Auth0 on loopback: many tenants over HTTPS, held to Auth0's recorded traffic by
 * `test/contract/emulator.test.ts`.
 *
 * @module
 */
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { Server, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAuthority } from "./certificates.ts";
import { createProxy } from "./proxy.ts";
import type { RateLimits } from "./rate-limit.ts";
import type { LoggedRequest } from "./request-log.ts";
import { serve } from "./server.ts";
import { type Clients, Tenant } from "./tenant.ts";

export { CLIENT, tenantsOf } from "./client.ts";
export type { StoredProvider } from "./email-provider.ts";
export type { Fault, FaultOptions, Hook } from "./faults.ts";
export type { LoggedRequest, RequestKind } from "./request-log.ts";
export { type Clients, defaultClients, emailProviderScopes, type Tenant } from "./tenant.ts";

export interface EmulatorOptions {
  /** Added to every request, ms. Default 0. */
  readonly latencyMs?: number;
  /** Auth0's plan, or none. Default "off". */
  readonly rateLimits?: RateLimits;
  /** Now, ms since the epoch. Default `Date.now`. */
  readonly clock?: () => number;
  /** Gives a token to any client with any secret or assertion. Default false. */
  readonly acceptAnyCredentials?: boolean;
  /** What each new tenant accepts. Default {@link defaultClients}. */
  readonly clients?: Clients;
  /** Default 0: any free port. */
  readonly port?: number;
  readonly proxyPort?: number;
  /** Called when a request has been answered or dropped. */
  readonly onRequest?: (request: LoggedRequest) => void;
}

export interface Emulator {
  /** What a child process needs to reach the tenants by name. Loopback itself (gRPC) stays direct. */
  readonly env: Readonly<Record<string, string>>;
  /** The CA's certificate, PEM; `caFile` holds it. */
  readonly ca: string;
  readonly caFile: string;
  /** HTTPS: `127.0.0.1:<port>` and `localhost:<port>` are tenants too. */
  readonly port: number;
  readonly proxyPort: number;
  /** Every request in the order of arrival. */
  readonly requests: readonly LoggedRequest[];
  /** The tenant of this domain, letter case aside; made on first use. */
  tenant(domain: string): Tenant;
  /** Returns the requests so far, and empties the log. */
  takeRequests(): LoggedRequest[];
  /** Forgets tenants, log and faults. Ask for the tenants anew. */
  reset(): void;
  /** Cuts all connections and removes the temporary files. */
  close(): Promise<void>;
}

/**
 * Starts an emulator with a CA of its own.
 *
 * @example
 * const auth0 = await startEmulator();
 * spawn("node", ["program.js"], { env: { ...process.env, ...auth0.env } }); // reaches https://acme.eu.auth0.com
 * auth0.tenant("acme.eu.auth0.com").failNext({ kind: "reset-after" }, { on: "patch" });
 * await auth0.close();
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const authority = await createAuthority();
  const tenants = new Map<string, Tenant>();
  const requests: LoggedRequest[] = [];
  const closing = new AbortController();

  function tenant(domain: string): Tenant {
    const name = domain.toLowerCase().replace(/:443$/, "");
    const known = tenants.get(name) ?? new Tenant(name, options.clients);
    tenants.set(name, known);
    return known;
  }

  const settings = {
    latencyMs: options.latencyMs ?? 0,
    rateLimits: options.rateLimits ?? "off",
    clock: options.clock ?? Date.now,
    acceptAnyCredentials: options.acceptAnyCredentials ?? false,
    tenant,
    onArrival: (request: LoggedRequest) => void requests.push(request),
    onDone: options.onRequest ?? (() => {}),
    closing: closing.signal,
  };
  const https = createServer(
    {
      ...(await authority.issue("localhost", "127.0.0.1", "::1")), // who comes by address names no server
      SNICallback: (name, done) => {
        authority.contextFor(name).then((context) => done(null, context), done);
      },
    },
    (message, response) => void serve(settings, message, response),
  );
  // The server never ends an idle connection: a client that reuses one at that moment would see a reset.
  https.keepAliveTimeout = 0;
  const proxy = createProxy((socket) => https.emit("connection", socket));
  const sockets = [https, proxy].map(trackSockets);
  const [port, proxyPort] = await Promise.all([
    listen(https, options.port ?? 0),
    listen(proxy, options.proxyPort ?? 0),
  ]);
  const directory = await mkdtemp(join(tmpdir(), "auth0-emulator-"));
  const caFile = join(directory, "ca.pem");
  await writeFile(caFile, authority.pem);

  return {
    env: environment(proxyPort, caFile),
    ca: authority.pem,
    caFile,
    port,
    proxyPort,
    get requests() {
      return [...requests];
    },
    tenant,
    takeRequests: () => requests.splice(0),
    reset() {
      tenants.clear();
      requests.length = 0;
    },
    async close() {
      closing.abort();
      const closed = [https, proxy].map((server) => once(server.close(), "close"));
      for (const socket of sockets.flatMap((open) => [...open])) socket.destroy();
      await Promise.all(closed);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const environment = (proxyPort: number, caFile: string) => {
  const proxy = `http://127.0.0.1:${proxyPort}`;
  const direct = "127.0.0.1,localhost,::1";
  return {
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    NO_PROXY: direct,
    no_proxy: direct,
    NODE_USE_ENV_PROXY: "1",
    NODE_EXTRA_CA_CERTS: caFile,
  };
};

/** The server's open connections, those handed over by the proxy included. */
function trackSockets(server: Server): ReadonlySet<Socket> {
  const open = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  return open;
}

async function listen(server: Server, port: number): Promise<number> {
  await once(server.listen(port, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  return address.port;
}
