import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { answer } from "./api.ts";
import { gone, readBody } from "./http-message.ts";
import { playFault } from "./play-fault.ts";
import type { RateLimits } from "./rate-limit.ts";
import type { LoggedRequest } from "./request-log.ts";
import { findRoute } from "./routes.ts";
import type { Tenant } from "./tenant.ts";

export interface ServerSettings {
  readonly latencyMs: number;
  readonly rateLimits: RateLimits;
  readonly clock: () => number;
  readonly acceptAnyCredentials: boolean;
  readonly tenant: (domain: string) => Tenant;
  /** Called when a request has arrived. */
  readonly onArrival: (request: LoggedRequest) => void;
  /** Called when it has been answered or dropped. */
  readonly onDone: (request: LoggedRequest) => void;
  /** Aborted when the emulator closes. */
  readonly closing: AbortSignal;
}

/** Serves one request: log, hooks, fault, latency, answer. */
export async function serve(
  settings: ServerSettings,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(message);
  if (body === gone) return;
  const url = URL.parse(message.url ?? "/", "https://tenant") ?? new URL("https://tenant");
  const tenant = settings.tenant(message.headers.host ?? "");
  const method = message.method ?? "";
  const route = findRoute(method, url.pathname);
  const kind = route?.kind ?? "other";
  const logged: { -readonly [K in keyof LoggedRequest]: LoggedRequest[K] } = {
    tenant: tenant.domain,
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    kind,
    body,
    at: settings.clock(),
    status: "dropped",
  };
  settings.onArrival(logged);
  response.setHeader("date", new Date(settings.clock()).toUTCString());

  for (const hook of tenant.faults.takeHooks(kind)) await hook(tenant);
  const fault = tenant.faults.takeFault(kind);
  if (!(await waited(settings, fault?.kind === "delay" ? fault.ms : 0))) return;

  const respond = () =>
    answer(
      route,
      {
        tenant,
        query: url.searchParams,
        body,
        now: settings.clock(),
        acceptAnyCredentials: settings.acceptAnyCredentials,
        authorization: message.headers.authorization,
      },
      settings.rateLimits,
    );
  const finish = await playFault(fault, { tenant, response, respond, now: settings.clock() });
  if (finish.status !== undefined) logged.status = finish.status;
  settings.onDone(logged);
  finish.send();
}

/** Waits for the latency and `more` ms; false when the emulator closed meanwhile. */
async function waited({ latencyMs, closing }: ServerSettings, more: number): Promise<boolean> {
  if (latencyMs + more === 0) return !closing.aborted;
  return delay(latencyMs + more, true, { signal: closing }).catch(() => false);
}
