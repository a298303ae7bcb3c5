/** A token bucket: so many requests at once, and so many more a minute. */
export interface Limit {
  readonly burst: number;
  readonly perMinute: number;
}

export type RateLimits = "off" | "free" | "enterprise";
export type Bucket = "read" | "write" | "management";

/**
 * Per tenant: `/api/v2/emails/provider` has buckets of its own (Auth0, "Management API endpoint rate limits"), mail jobs and
 * logs draw from the Management API's (Auth0, "Rate limit configurations": "Free", and the policy of 19 May 2020 for
 * Enterprise in production). Unproven: whether the e-mail provider's requests count there too.
 */
export const limits: Record<Exclude<RateLimits, "off">, Record<Bucket, Limit>> = {
  free: {
    read: { burst: 5, perMinute: 25 },
    write: { burst: 5, perMinute: 25 },
    management: { burst: 2, perMinute: 120 },
  },
  enterprise: {
    read: { burst: 15, perMinute: 150 },
    write: { burst: 10, perMinute: 100 },
    management: { burst: 50, perMinute: 1000 },
  },
};

/** How full a bucket was, and when (ms). */
export interface Level {
  readonly tokens: number;
  readonly at: number;
}

export interface Draw {
  readonly admitted: boolean;
  readonly level: Level;
  readonly headers: Readonly<Record<string, string>>;
}

/** Takes one token, if there is one. `x-ratelimit-reset` is the second at which the next one will have come. */
export function draw(limit: Limit, level: Level | undefined, now: number): Draw {
  const perMs = limit.perMinute / 60_000;
  const refilled = level ? Math.min(limit.burst, level.tokens + (now - level.at) * perMs) : limit.burst;
  const admitted = refilled >= 1;
  const tokens = admitted ? refilled - 1 : refilled;
  const remaining = Math.floor(tokens);
  const nextAt = now + (remaining + 1 - tokens) / perMs;
  return {
    admitted,
    level: { tokens, at: now },
    headers: rateLimitHeaders(limit.burst, remaining, Math.ceil(nextAt / 1000)),
  };
}

/** @param reset epoch seconds */
export const rateLimitHeaders = (limit: number, remaining: number, reset: number) => ({
  "x-ratelimit-limit": String(limit),
  "x-ratelimit-remaining": String(remaining),
  "x-ratelimit-reset": String(reset),
});
