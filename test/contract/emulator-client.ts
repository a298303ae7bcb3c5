import { once } from "node:events";
import type { IncomingHttpHeaders } from "node:http";
import { request } from "node:https";
import { text } from "node:stream/consumers";
import { defaultClients, type Emulator } from "../emulator/index.ts";

export const emailProvider = "/api/v2/emails/provider";
export const allFields = `${emailProvider}?fields=name,enabled,default_from_address,credentials,settings&include_fields=true`;

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The parsed JSON, or null where there is none. */
  readonly body: unknown;
}

export interface Send {
  readonly token?: string;
  /** Sent as JSON; a string as it is. */
  readonly body?: unknown;
  readonly contentType?: string;
  readonly signal?: AbortSignal;
}

/** One HTTPS request to a tenant, on a connection of its own. */
export async function call(
  { ca, port }: Pick<Emulator, "ca" | "port">,
  domain: string,
  method: string,
  path: string,
  { token, body, contentType = "application/json", signal }: Send = {},
): Promise<Reply> {
  const content = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const outgoing = request({
    host: "127.0.0.1",
    port,
    ca,
    servername: domain,
    method,
    path,
    agent: false,
    ...(signal ? { signal } : {}),
    headers: {
      host: domain,
      connection: "keep-alive", // as fetch asks for: an answer must end by itself
      ...(content === undefined
        ? {}
        : { "content-type": contentType, "content-length": Buffer.byteLength(content) }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
  });
  outgoing.end(content);
  const [response] = await once(outgoing, "response");
  const received = await text(response);
  const isJson = String(response.headers["content-type"]).startsWith("application/json");
  return {
    status: response.statusCode,
    headers: response.headers,
    text: received,
    body: isJson ? JSON.parse(received) : null,
  };
}

/** Asks for a token with the default client's secret. */
export function askForToken(emulator: Emulator, domain: string, change: Record<string, unknown> = {}) {
  const [client] = Object.entries(defaultClients);
  return call(emulator, domain, "POST", "/oauth/token", {
    body: {
      grant_type: "client_credentials",
      client_id: client?.[0],
      client_secret: client?.[1],
      audience: `https://${domain}/api/v2/`,
      ...change,
    },
  });
}

/** Calls to one tenant with a token that it takes. */
export function callsTo(emulator: Emulator, domain: string) {
  const token = "static-token";
  emulator.tenant(domain).apiTokens.add(token);
  return (method: string, path: string, body?: unknown) =>
    call(emulator, domain, method, path, { token, body });
}
