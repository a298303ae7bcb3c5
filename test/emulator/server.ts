import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { answer } from "./answer.ts";
import { type Answer, failure, tooManyRequests } from "./answers.ts";
import type { Fault } from "./faults.ts";
import { readBody, send, sendTruncated, sendWebPage } from "./message.ts";
import { type RateLimits, rateLimitHeaders } from "./rate-limit.ts";
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
  const sent = await readBody(message);
  if (!sent) return;
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
    body: sent.body,
    at: settings.clock(),
    status: "dropped",
  };
  settings.onArrival(logged);

  for (const hook of tenant.faults.takeHooks(kind)) await hook(tenant);
  const fault = tenant.faults.takeFault(kind);
  if (!(await waited(settings, fault?.kind === "delay" ? fault.ms : 0))) return;

  const respond = () =>
    answer(
      route,
      {
        tenant,
        query: url.searchParams,
        ...sent,
        now: settings.clock(),
        acceptAnyCredentials: settings.acceptAnyCredentials,
        authorization: message.headers.authorization,
      },
      settings.rateLimits,
    );
  const finish = await play(fault, { tenant, response, respond, now: settings.clock() });
  if (finish.status !== undefined) logged.status = finish.status;
  settings.onDone(logged);
  finish.send();
}

/** Waits for the latency and `more` ms; false when the emulator closed meanwhile. */
async function waited({ latencyMs, closing }: ServerSettings, more: number): Promise<boolean> {
  if (latencyMs + more === 0) return !closing.aborted;
  return delay(latencyMs + more, true, { signal: closing }).catch(() => false);
}

interface Scene {
  readonly tenant: Tenant;
  readonly response: ServerResponse;
  /** Applies the request, and says what a healthy tenant would answer. */
  readonly respond: () => Promise<Answer>;
  readonly now: number;
}

interface Finish {
  /** As logged; left out: dropped. */
  readonly status?: number;
  readonly send: () => void;
}

/** The fault, or the plain answer. */
async function play(fault: Exclude<Fault, { kind: "hook" }> | undefined, scene: Scene): Promise<Finish> {
  const { tenant, response, respond, now } = scene;
  const answered = (given: Answer): Finish => ({ status: given.status, send: () => send(response, given) });
  const cut: Finish = { send: () => response.destroy() };
  const silence: Finish = { send: () => {} };
  switch (fault?.kind) {
    case undefined:
    case "delay":
      return answered(await respond());
    case "status":
      return answered(scripted(fault));
    case "429":
      return answered(tooManyRequests(resetHeaders(fault.resetInSeconds, now)));
    case "reset-before":
      return cut;
    case "reset-after":
      await respond();
      return cut;
    case "timeout":
      return silence;
    case "timeout-after":
      await respond();
      return silence;
    case "truncated": {
      const given = await respond();
      return { send: () => sendTruncated(response, given) };
    }
    case "not-json":
      await respond();
      return { status: 200, send: () => sendWebPage(response) };
    case "hook-after": {
      const given = await respond();
      await fault.run(tenant);
      return answered(given);
    }
  }
}

function scripted({ status, headers = {}, body }: Extract<Fault, { kind: "status" }>): Answer {
  const plain = failure(status, STATUS_CODES[status] ?? "Error");
  return { status, headers, body: body ?? plain.body };
}

function resetHeaders(seconds: number | undefined, now: number): Readonly<Record<string, string>> {
  return seconds === undefined ? {} : rateLimitHeaders(5, 0, Math.floor(now / 1000) + seconds);
}
