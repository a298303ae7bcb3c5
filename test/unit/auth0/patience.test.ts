import { describe, expect, test } from "vitest";
import { PATIENCE_MS, Patience } from "../../../provider/auth0/patience.ts";

/** A clock that only moves when somebody sleeps. */
class FakeClock {
  readonly sleeps: number[] = [];
  private time = Date.UTC(2026, 0, 1);

  readonly now = () => this.time;
  readonly sleep = async (ms: number) => {
    this.sleeps.push(ms);
    this.time += ms;
  };
}

const START = Date.UTC(2026, 0, 1) / 1000;
const reset = (seconds: number) => ({ "x-ratelimit-reset": String(START + seconds) });
const date = (seconds: number) => ({ "retry-after": new Date((START + seconds) * 1000).toUTCString() });

describe("after a 429", () => {
  test.each<[string, Record<string, string>, number]>([
    ["x-ratelimit-reset, in epoch seconds", reset(5), 5000],
    ["Retry-After in seconds", { "retry-after": "7" }, 7000],
    ["Retry-After as a date", date(9), 9000],
    ["both: Retry-After in seconds is the more exact", { ...reset(5), "retry-after": "7" }, 7000],
    ["both, Retry-After as a date", { ...reset(5), ...date(9) }, 5000],
    ["Retry-After 0: one second", { "retry-after": "0" }, 1000],
    ["both, Retry-After 0", { ...reset(5), "retry-after": "0" }, 5000],
    ["neither: one second", {}, 1000],
    ["a reset that has passed: one second", reset(-3), 1000],
    ["a reset that is now: one second", reset(0), 1000],
    ["a date that has passed: one second", date(-3), 1000],
    ["headers that say nothing: one second", { "retry-after": "soon", "x-ratelimit-reset": "1e9" }, 1000],
    ["the very limit", reset(120), PATIENCE_MS],
  ])("%s", async (_, headers, ms) => {
    const clock = new FakeClock();
    expect(await new Patience(clock).afterRateLimit(new Headers(headers))).toBe(true);
    expect(clock.sleeps).toEqual([ms]);
  });

  test.each<[string, Record<string, string>]>([
    ["x-ratelimit-reset", reset(121)],
    ["Retry-After in seconds", { "retry-after": "121" }],
    ["Retry-After as a date", date(3600)],
    ["Retry-After beyond all numbers", { "retry-after": "9".repeat(400) }],
  ])("longer than an operation may take: given up at once (%s)", async (_, headers) => {
    const clock = new FakeClock();
    expect(await new Patience(clock).afterRateLimit(new Headers(headers))).toBe(false);
    expect(clock.sleeps).toEqual([]);
  });

  // This machine's clock stands at START; what is said is meant by the server's.
  describe.each([
    ["three minutes slow", 180],
    ["three minutes fast", -180],
    ["an hour slow", 3600],
  ])("with a clock that is %s", (_, ahead) => {
    const serverDate = { date: new Date((START + ahead) * 1000).toUTCString() };
    test.each<[string, Record<string, string>]>([
      ["x-ratelimit-reset", reset(ahead + 5)],
      ["Retry-After as a date", date(ahead + 5)],
    ])("%s is judged by the answer's own date", async (_, headers) => {
      const clock = new FakeClock();
      expect(await new Patience(clock).afterRateLimit(new Headers({ ...serverDate, ...headers }))).toBe(true);
      expect(clock.sleeps).toEqual([5000]);
    });
  });

  test("a date that cannot be read is none", async () => {
    const clock = new FakeClock();
    await new Patience(clock).afterRateLimit(new Headers({ date: "noon", ...reset(5) }));
    expect(clock.sleeps).toEqual([5000]);
  });

  test("without a word waits double, up to 120 seconds in all", async () => {
    const clock = new FakeClock();
    const patience = new Patience(clock);
    while (await patience.afterRateLimit(new Headers()));
    expect(clock.sleeps).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000]);
  });
});

test("all waiting of an operation counts towards one limit", async () => {
  const clock = new FakeClock();
  const patience = new Patience(clock);
  expect(await patience.afterRateLimit(new Headers({ "retry-after": "119" }))).toBe(true);
  expect(await patience.beforeRetry(0)).toBe(true);
  expect(await patience.beforeRetry(1)).toBe(false);
  expect(await patience.afterRateLimit(new Headers({ "retry-after": "1" }))).toBe(false);
  expect(clock.sleeps).toEqual([119_000, 250]);
});

test("repetitions wait longer each time", async () => {
  const clock = new FakeClock();
  const patience = new Patience(clock);
  for (const attempt of [0, 1, 2]) await patience.beforeRetry(attempt);
  expect(clock.sleeps).toEqual([250, 1000, 4000]);
});
