import { mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { withLock } from "../lock.ts";
import {
  cachedPulumi,
  cacheFolder,
  type Environment,
  findPulumi,
  type PulumiCli,
  programIn,
  pulumiOnPath,
  versionOf,
} from "./find.ts";
import { goBuild } from "./go-build.ts";
import { installer } from "./installer.ts";
import { type Progress, withProgress } from "./progress.ts";
import { OLDEST, PINNED } from "./version.ts";
import type { Way } from "./way.ts";

/** The CLI to use. Where there is none it is got, once a user and version, in the first way that works; says so on
 * the standard error stream.
 *
 * @throws an error that names what was tried, and what to do */
export async function ensurePulumi(
  env: Environment = process.env,
  ways: readonly Way[] = [installer, goBuild],
): Promise<PulumiCli> {
  const found = findPulumi(env);
  if (found) return found;
  return await withProgress((progress) => {
    const installed = pulumiOnPath(env);
    if (installed) progress.say(tooOld(installed));
    const waiting = () => progress.say("Another process is getting the Pulumi CLI. Waiting for it.");
    return withLock(`${cacheFolder(env)}.lock`, waiting, async () => {
      return cachedPulumi(env) ?? (await get(ways, progress, env));
    });
  });
}

/** Tries one way after the other. What they make is moved to its place only when it is whole and runs. */
async function get(ways: readonly Way[], progress: Progress, env: Environment): Promise<PulumiCli> {
  const root = cacheFolder(env);
  const failed = new Map<Way, string>();
  progress.say(`There is no Pulumi CLI yet. Getting ${PINNED}:`);
  for (const way of ways) {
    progress.say(`  Trying ${way.name}.`);
    const partial = emptyFolderBeside(root);
    try {
      await way.get(partial, progress, env);
      const version = versionOf(programIn(partial), env);
      if (version !== PINNED) throw new Error(`what came is no Pulumi CLI ${PINNED} (it says "${version}")`);
      rmSync(root, { recursive: true, force: true });
      renameSync(partial, root);
      progress.say(`It is in ${root} now.`);
      return { bin: programIn(root), version, root };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      failed.set(way, reason);
      progress.say(`  That didn't work: ${reason}`);
    } finally {
      progress.now("");
      rmSync(partial, { recursive: true, force: true });
    }
  }
  throw new Error(missing(failed));
}

/** A new folder, in place of what interrupted processes left: one of their children may still be writing there. */
function emptyFolderBeside(root: string): string {
  const prefix = `${basename(root)}.partial-`;
  for (const name of readdirSync(dirname(root)).filter((it) => it.startsWith(prefix))) {
    rmSync(join(dirname(root), name), { recursive: true, force: true });
  }
  return mkdtempSync(join(dirname(root), prefix));
}

function tooOld({ bin, version }: PulumiCli): string {
  return `${bin} is not used: ${version ? `it is ${version}` : "it doesn't run"}; ${OLDEST} or newer is needed.`;
}

function missing(failed: ReadonlyMap<Way, string>): string {
  const remedies = [...failed].map(([way, reason]) => `${way.remedy}\n     Now: ${reason}`);
  return [
    "There is no Pulumi CLI, and it could not be got. Any one of these mends it:",
    `Put a \`pulumi\` of version ${OLDEST} or newer on PATH (https://www.pulumi.com/docs/install/).`,
    ...remedies,
  ]
    .map((line, index) => (index === 0 ? line : `  ${index}. ${line}`))
    .join("\n");
}
