import { answeredAt } from "./server-clock";

/** Time as the retry policy sees it, in milliseconds. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Whether nobody waits any more: then waits end, and no other begins. */
  readonly isCancelled?: () => boolean;
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** How long one operation of the engine may wait for Auth0 in all, in milliseconds. */
export const PATIENCE_MS = 120_000;

/**
 * The waiting that one operation may do, over all its requests.
 *
 * Auth0 says when to come back in `x-ratelimit-reset` (epoch seconds); `Retry-After` is documented elsewhere only, and
 * honoured as well. Without either, waits double from one second. Moments are judged by the answer's own `Date`: this
 * machine's clock may be minutes off.
 */
export class Patience {
  readonly clock: Clock;
  private deadline: number;
  private bare = 0;

  constructor(clock: Clock) {
    this.clock = clock;
    this.deadline = clock.now() + PATIENCE_MS;
  }

  /** Waits as the answer to a request says; false, at once, where that would be longer than is left. */
  async afterRateLimit(headers: Headers): Promise<boolean> {
    return this.wait(this.askedFor(headers) ?? 1000 * 2 ** this.bare++);
  }

  /** Waits before the `attempt`-th repetition (from 0) of a request that failed for a reason that may pass. */
  async beforeRetry(attempt: number): Promise<boolean> {
    return this.wait(250 * 4 ** attempt);
  }

  /** Waits for something else than Auth0's leave to go on, which uses up nothing; false where nobody waits any more. */
  async aside(ms: number): Promise<boolean> {
    this.deadline += ms;
    return this.sleep(ms);
  }

  private async wait(ms: number): Promise<boolean> {
    return this.clock.now() + ms <= this.deadline && this.sleep(ms);
  }

  private async sleep(ms: number): Promise<boolean> {
    const isCancelled = this.clock.isCancelled ?? (() => false);
    if (isCancelled()) return false;
    await this.clock.sleep(ms);
    return !isCancelled();
  }

  private askedFor(headers: Headers): number | undefined {
    const retryAfter = headers.get("retry-after") ?? "";
    if (/^\d+$/.test(retryAfter) && Number(retryAfter) > 0) return Number(retryAfter) * 1000;
    const reset = headers.get("x-ratelimit-reset") ?? "";
    const at = /^\d+$/.test(reset) ? Number(reset) * 1000 : Date.parse(retryAfter);
    const ms = at - (answeredAt(headers) ?? this.clock.now());
    // No time at all, or a reset that has passed: the bare wait keeps this from spinning.
    return ms > 0 ? ms : undefined;
  }
}
