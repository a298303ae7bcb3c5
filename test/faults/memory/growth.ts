import type { Sample } from "./track.ts";

/**
 * By how many bytes the heap grows an operation: the median of the slopes between all pairs of samples (Theil–Sen), so
 * that one odd sample does not count.
 */
export function growth(samples: readonly Sample[]): number {
  const slopes = samples.flatMap((early, at) =>
    samples.slice(at + 1).map((late) => (late.heap - early.heap) / (late.operations - early.operations)),
  );
  const sorted = slopes.sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("one sample shows no growth");
  return middle;
}
