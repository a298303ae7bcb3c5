import { execFileSync } from "node:child_process";
import type { Environment } from "./find.ts";
import type { Program } from "./programs.ts";

/** What a program prints when it is tried, without the `v` of a version; undefined where it doesn't run. */
export function printedBy(bin: string, { trial }: Program, env: Environment): string | undefined {
  try {
    const printed = execFileSync(bin, trial.args, {
      env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 30_000,
    });
    return printed.trim().replace(/^v/, "");
  } catch {
    return undefined;
  }
}
