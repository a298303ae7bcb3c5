import Table from "cli-table3";
import type { Mutation } from "./mutation.ts";

/** What came of one mutation. */
export interface Verdict {
  readonly mutation: Mutation;
  /** A named test went red. */
  readonly killed: boolean;
  readonly seconds: number;
}

/** Prints a table of all mutations, and how many were caught. */
export function printScore(verdicts: readonly Verdict[]): void {
  const table = new Table({
    head: ["Bug", "In provider/", "Test that must catch it", "", "s"],
    colWidths: [44, 24, 56, 10, 6],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const { mutation, killed, seconds } of verdicts) {
    const [file, name] = mutation.caughtBy;
    const outcome = killed ? "killed" : "SURVIVED";
    table.push([mutation.bug, mutation.file, `${file}: ${name}`, outcome, seconds.toFixed(1)]);
  }
  const killed = verdicts.filter((verdict) => verdict.killed).length;
  const percent = Math.floor((100 * killed) / Math.max(1, verdicts.length));
  const total = verdicts.reduce((sum, { seconds }) => sum + seconds, 0);
  console.log(table.toString());
  console.log(`${killed} of ${verdicts.length} mutations killed (${percent} %), in ${total.toFixed(0)} s.`);
}
