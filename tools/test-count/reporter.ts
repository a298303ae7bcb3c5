import type { Reporter, TestModule } from "vitest/node";
import { FOLDER, leave } from "./counts.ts";

/** Vitest reporter that leaves the counts of its run for `tools/test-count/main.ts`, where that has started it. */
export default class CountReporter implements Reporter {
  readonly #folder = process.env[FOLDER];

  constructor() {
    // A vitest that a test starts is no run of ours: its workers, started after this, know nothing of the folder.
    delete process.env[FOLDER];
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    if (!this.#folder) return;
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      for (const suite of [module, ...module.children.allSuites()])
        if (suite.errors().length > 0) counts.failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        counts[state === "pending" ? "failed" : state]++;
      }
    }
    leave(counts, this.#folder);
  }
}
