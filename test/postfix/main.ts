/**
 * `npm run test:postfix`: the preflight against a real Postfix. Where none can be started, it says why, and that is no
 * failure.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { installPackages, obstacle, PACKAGES, thisMachine } from "./requirements.ts";

// Debian keeps servers where not every user's PATH looks.
process.env.PATH = `${process.env.PATH}:/usr/sbin:/sbin`;

const machine = thisMachine();
let reason = obstacle(machine);
if (reason === undefined && !machine.hasPackages) {
  console.log(`Installing Debian's packages ${PACKAGES.join(", ")}.`);
  reason = installPackages();
}
if (reason === undefined) {
  const reporters = ["--reporter=verbose", "--reporter=./tools/test-count/reporter.ts"];
  const args = ["run", "--project", "postfix", ...reporters, "--disable-console-intercept"];
  process.exitCode = spawnSync("vitest", args, { stdio: "inherit" }).status ?? 1;
} else {
  console.log(`NOT RUN: the preflight was not tried on a real Postfix: ${reason}.`);
}
