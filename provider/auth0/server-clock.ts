/** When an answer was given, by the clock of the server that gave it, in ms; undefined where it does not say. */
export function answeredAt(headers: Headers): number | undefined {
  const at = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(at) ? undefined : at;
}

/** What clocks may differ by before it matters, in ms. `Date` has whole seconds, and an answer takes its time. */
const NEGLIGIBLE_MS = 30_000;

/**
 * How this machine's clock differs from that of a server, in words ("3 minutes behind", "2 minutes ahead of"); undefined
 * where it does not matter, or is not known.
 *
 * @param at when the server answered, by its clock, in ms
 * @param now the same moment by ours
 */
export function clockDifference(at: number | undefined, now: number): string | undefined {
  if (at === undefined || Math.abs(now - at) < NEGLIGIBLE_MS) return undefined;
  const seconds = Math.round(Math.abs(now - at) / 1000);
  const [count, unit] = seconds < 120 ? [seconds, "second"] : [Math.round(seconds / 60), "minute"];
  return `${count} ${unit}${count === 1 ? "" : "s"} ${now < at ? "behind" : "ahead of"}`;
}
