/** `npm run test:mutation`: makes one bug at a time in a copy of the repository, and sees that its test goes red. */
import { execFileSync } from "node:child_process";
import { copyRepository } from "./copy.ts";
import { MUTATIONS } from "./list/index.ts";
import { mutate, staleness } from "./mutate.ts";
import type { Mutation } from "./mutation.ts";
import { printScore, type Verdict } from "./report.ts";
import { type Result, runTests } from "./run-tests.ts";

const copy = await copyRepository();
try {
  execFileSync(process.execPath, ["tools/build.ts"], { cwd: copy.root, stdio: "inherit" });
  const chosen = MUTATIONS.filter(({ bug }) => bug.includes(process.argv[2] ?? ""));
  const invalid = await faultsOfTheList(chosen);
  if (invalid.length > 0)
    throw new Error(`The list of mutations does not fit the code:\n${invalid.join("\n")}`);
  const verdicts: Verdict[] = [];
  for (const mutation of chosen) {
    const verdict = await judge(mutation);
    console.error(`${verdict.killed ? "killed  " : "SURVIVED"} ${mutation.bug}`);
    verdicts.push(verdict);
  }
  printScore(verdicts);
  process.exitCode = verdicts.length > 0 && verdicts.every(({ killed }) => killed) ? 0 : 1;
} finally {
  await copy.remove();
}

/** Each text must be there, and each named test must be there and green without the mutation. */
async function faultsOfTheList(mutations: readonly Mutation[]): Promise<string[]> {
  const files = [...new Set(mutations.map(({ caughtBy: [file] }) => file))];
  const results = await runTests(copy.root, files);
  return mutations.flatMap((mutation) => {
    const stale = staleness(copy.root, mutation);
    const tests = named(results, mutation);
    const red = tests.filter(({ status }) => status !== "passed");
    return [
      ...(stale ? [`${mutation.bug}: ${stale}`] : []),
      ...(tests.length === 0 ? [`${mutation.bug}: there is no test ${mutation.caughtBy.join(": ")}`] : []),
      ...red.map(({ name, status }) => `${mutation.bug}: its test is ${status} without it: ${name}`),
    ];
  });
}

async function judge(mutation: Mutation): Promise<Verdict> {
  const [file, name] = mutation.caughtBy;
  const start = performance.now();
  const undo = mutate(copy.root, mutation);
  try {
    const tests = named(await runTests(copy.root, [file], name), mutation);
    if (!tests.some(({ status }) => status === "failed" || status === "passed")) {
      throw new Error(`${mutation.bug}: no test was run, because it cannot be loaded any more`);
    }
    const killed = tests.some(({ status }) => status === "failed");
    return { mutation, killed, seconds: (performance.now() - start) / 1000 };
  } finally {
    undo();
  }
}

function named(results: readonly Result[], { caughtBy: [file, name] }: Mutation): readonly Result[] {
  return results.filter((result) => result.file === file && result.name.includes(name));
}
