import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { collect, FOLDER, summary } from "./counts.ts";

// node tools/test-count/main.ts <command …>: runs a command that runs tests, however many vitest runs that are, and
// ends with `N passed, N failed` over all of them. Fails when the command fails, when a test failed, and when none
// ran. TEST_COUNTS names an empty folder to keep the counts in, the same line among them as `summary`.

const [command = "", ...args] = process.argv.slice(2);
const given = process.env[FOLDER];
const folder = given ?? mkdtempSync(join(tmpdir(), "test-counts-"));
mkdirSync(folder, { recursive: true });

const { status } = spawnSync(command, args, { stdio: "inherit", env: { ...process.env, [FOLDER]: folder } });
const counts = collect(folder);
writeFileSync(join(folder, "summary"), `${summary(counts)}\n`);
if (!given) rmSync(folder, { recursive: true });

if (counts.passed + counts.failed === 0) console.log("No test ran.");
else if (status !== 0 && counts.failed === 0) console.log("Failed, though no test did: see above.");
console.log(summary(counts));
process.exitCode = status === 0 && counts.failed === 0 && counts.passed > 0 ? 0 : 1;
