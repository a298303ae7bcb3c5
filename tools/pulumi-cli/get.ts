import { mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { withLock } from "../lock.ts";
import { cached, cacheFolder, type Environment, programIn } from "./find.ts";
import type { Program } from "./programs.ts";
import type { Progress } from "./progress.ts";
import { printedBy } from "./trial.ts";
import type { Way } from "./way.ts";

export interface Getting {
  /** Tried one after the other, until one works. */
  readonly ways: readonly Way[];
  /** What a person can do instead of all of them. */
  readonly instead: string;
}

/** Our own copy of a program. Where there is none it is got, once a user and version, in the first way that works.
 *
 * @returns the program, as an absolute path
 * @throws an error that names what was tried, and what to do */
export function get(
  program: Program,
  getting: Getting,
  progress: Progress,
  env: Environment,
): Promise<string> {
  const waiting = () => progress.say(`Another process is getting the ${program.title}. Waiting for it.`);
  return withLock(`${cacheFolder(program, env)}.lock`, waiting, async () => {
    return cached(program, env) ?? (await firstThatWorks(program, getting, progress, env));
  });
}

/** What a way makes is moved to its place only when it is whole and runs. */
async function firstThatWorks(
  program: Program,
  { ways, instead }: Getting,
  progress: Progress,
  env: Environment,
): Promise<string> {
  const root = cacheFolder(program, env);
  const failed = new Map<Way, string>();
  progress.say(`There is no ${program.title} yet. Getting ${program.version}:`);
  for (const way of ways) {
    progress.say(`  Trying ${way.name}.`);
    const partial = emptyFolderBeside(root);
    try {
      await way.get(partial, progress, env);
      expectToRun(program, programIn(partial, program), env);
      rmSync(root, { recursive: true, force: true });
      renameSync(partial, root);
      progress.say(`It is in ${root} now.`);
      return programIn(root, program);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      failed.set(way, reason);
      progress.say(`  That didn't work: ${reason}`);
    } finally {
      progress.now("");
      rmSync(partial, { recursive: true, force: true });
    }
  }
  const remedies = [...failed].map(([way, reason]) => `${way.remedy}\n     Now: ${reason}`);
  throw new Error(missing(program, [instead, ...remedies]));
}

/** A new folder, in place of what interrupted processes left: one of their children may still be writing there. */
function emptyFolderBeside(root: string): string {
  const prefix = `${basename(root)}.partial-`;
  for (const name of readdirSync(dirname(root)).filter((it) => it.startsWith(prefix))) {
    rmSync(join(dirname(root), name), { recursive: true, force: true });
  }
  return mkdtempSync(join(dirname(root), prefix));
}

function expectToRun(program: Program, bin: string, env: Environment): void {
  const printed = printedBy(bin, program, env);
  const what = `what came is no ${program.title} ${program.version}`;
  if (printed === undefined) throw new Error(`${what} (it doesn't run)`);
  if (printed !== program.trial.prints) throw new Error(`${what} (it says "${printed}")`);
}

function missing({ title }: Program, remedies: readonly string[]): string {
  return [
    `There is no ${title}, and it could not be got. Any one of these mends it:`,
    ...remedies.map((remedy, index) => `  ${index + 1}. ${remedy}`),
  ].join("\n");
}
