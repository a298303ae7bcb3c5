import { answeredAt } from "./server-clock";

/** What a tenant's plan allows of one kind of request, as the headers of an answer tell it. */
export interface RateLimit {
  /** Requests at once. */
  readonly limit: number;
  readonly remaining: number;
}

/** What a tenant's answers tell in their headers, beside what they are answers to. */
export class Heard {
  /** When the last answer was given, by the tenant's clock, in ms; whole seconds. Undefined where none has said. */
  at: number | undefined;
  private readonly limits = new Map<string, RateLimit>();

  /** @param path the one that was asked */
  note(path: string, headers: Headers): void {
    this.at = answeredAt(headers) ?? this.at;
    const [limit, remaining] = [count(headers, "limit"), count(headers, "remaining")];
    if (limit !== undefined && remaining !== undefined) this.limits.set(path, { limit, remaining });
  }

  limitOf(path: string): RateLimit | undefined {
    return this.limits.get(path);
  }
}

function count(headers: Headers, name: "limit" | "remaining"): number | undefined {
  const text = headers.get(`x-ratelimit-${name}`) ?? "";
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
