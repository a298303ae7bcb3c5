/**
 * `npm run test:python`: the generated SDK for Python, run. Where there is no Python, it says so, and that is no failure:
 * `npm test` asks for Node and Go only.
 *
 * @module
 */
import { spawnSync } from "node:child_process";

if (spawnSync("python3", ["-c", "import sys; sys.exit(sys.version_info < (3, 9))"]).status === 0) {
  const reporters = ["--reporter=default", "--reporter=./tools/test-count/reporter.ts"];
  const args = ["run", "--project", "python", ...reporters];
  process.exitCode = spawnSync("vitest", args, { stdio: "inherit" }).status ?? 1;
} else {
  console.log(
    "NOT RUN: the SDK for Python was generated, and not run: there is no python3 (3.9 or newer) on PATH.",
  );
}
