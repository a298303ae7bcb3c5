import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Names the folder in which each test run under `npm test` leaves its counts. */
export const FOLDER = "TEST_COUNTS";

/** How many tests ended how. A file or suite that broke outside its tests is one that failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Leaves the counts of this process's run in the folder. */
export function leave(counts: Counts, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${process.pid}-${Date.now()}.json`), JSON.stringify(counts));
}

/** The sum of what all runs have left in the folder. */
export function collect(folder: string): Counts {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    const counts: Counts = JSON.parse(readFileSync(join(folder, file), "utf8"));
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped += counts.skipped;
  }
  return sum;
}

/** `12 passed, 0 failed`, and the skipped ones where there are any. */
export function summary({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
