import type { Clock } from "../auth0/patience";
import type { PreflightOptions, Report } from "../smtp";

/** How long a report stands for the next resource with the same settings, in milliseconds. */
const FRESH_MS = 60_000;

type Made = { readonly report: Promise<Report>; until: number };

/**
 * The handshakes of one run. The engine checks one resource after another, so those that share server, login and sender
 * share a handshake too: a hundred tenants behind one service cost one, and a wrong password is tried once, not a
 * hundred times.
 */
export class Handshakes {
  private readonly clock: Clock;
  private readonly make: typeof handshake;
  private readonly made = new Map<string, Made>();

  constructor(clock: Clock, make = handshake) {
    this.clock = clock;
    this.make = make;
  }

  /** The report of a handshake with these options, made now or less than a minute ago. */
  async report(options: PreflightOptions): Promise<Report> {
    const key = JSON.stringify(options);
    const last = this.made.get(key);
    if (last !== undefined && this.clock.now() < last.until) return last.report;
    const made: Made = { report: this.make(options), until: Number.POSITIVE_INFINITY };
    this.made.set(key, made);
    const report = await made.report;
    made.until = this.clock.now() + FRESH_MS;
    return report;
  }
}

/** The SMTP client is loaded only where a handshake is due. */
function handshake(options: PreflightOptions): Promise<Report> {
  const { preflight }: typeof import("../smtp/preflight") = require("../smtp/preflight");
  return preflight(options);
}
