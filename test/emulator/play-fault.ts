import { type ServerResponse, STATUS_CODES } from "node:http";
import { type Answer, failure, tooManyRequests } from "./answer.ts";
import type { Fault } from "./faults.ts";
import { send, sendTruncated, sendWebPage } from "./http-message.ts";
import { rateLimitHeaders } from "./rate-limit.ts";
import type { Tenant } from "./tenant.ts";

export interface Scene {
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

/** Acts out the fault, or gives the plain answer. */
export async function playFault(
  fault: Exclude<Fault, { kind: "hook" }> | undefined,
  scene: Scene,
): Promise<Finish> {
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
