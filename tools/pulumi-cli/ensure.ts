import {
  cached,
  cacheFolder,
  type Environment,
  findPulumi,
  findYamlHost,
  type PulumiCli,
  pulumiOnPath,
} from "./find.ts";
import { get } from "./get.ts";
import { goBuild } from "./go-build.ts";
import { installer } from "./installer.ts";
import { CLI, JAVA_HOST, type Program, SDK_HOSTS, YAML_HOST } from "./programs.ts";
import { withProgress } from "./progress.ts";
import { OLDEST } from "./version.ts";
import type { Way } from "./way.ts";

const DOWNLOAD = "https://www.pulumi.com/docs/install/";

/** The CLI to use. Where there is none it is got, once a user and version, in the first way that works; says so on
 * the standard error stream.
 *
 * @throws an error that names what was tried, and what to do */
export async function ensurePulumi(
  env: Environment = process.env,
  ways: readonly Way[] = [installer, goBuild(CLI)],
): Promise<PulumiCli> {
  const found = findPulumi(env);
  if (found) return found;
  return await withProgress(async (progress) => {
    const installed = pulumiOnPath(env);
    if (installed) progress.say(tooOld(installed));
    const instead = `Put a \`pulumi\` of version ${OLDEST} or newer on PATH (${DOWNLOAD}).`;
    const bin = await get(CLI, { ways, instead }, progress, env);
    return { bin, version: CLI.version, root: cacheFolder(CLI, env) };
  });
}

/** The YAML language host for that CLI, in the same manner.
 *
 * @returns the program, as an absolute path */
export async function ensureYamlHost(
  cli: PulumiCli,
  env: Environment = process.env,
  ways: readonly Way[] = [goBuild(YAML_HOST)],
): Promise<string> {
  return findYamlHost(cli, env) ?? (await ensureHost(YAML_HOST, env, ways));
}

/** What `pulumi package gen-sdk` needs for all languages, in the same manner.
 *
 * @returns the programs, as absolute paths: the generator for most languages, and the host for Java */
export async function ensureSdkHosts(env: Environment = process.env): Promise<readonly [string, string]> {
  const hosts = await ensureHost(SDK_HOSTS, env);
  return [hosts, await ensureHost(JAVA_HOST, env)];
}

async function ensureHost(
  program: Program,
  env: Environment,
  ways: readonly Way[] = [goBuild(program)],
): Promise<string> {
  const found = cached(program, env);
  if (found !== undefined) return found;
  const instead = `Put a \`pulumi\` with all that its download has beside it on PATH (${DOWNLOAD}).`;
  return await withProgress((progress) => get(program, { ways, instead }, progress, env));
}

function tooOld({ bin, version }: PulumiCli): string {
  return `${bin} is not used: ${version ? `it is ${version}` : "it doesn't run"}; ${OLDEST} or newer is needed.`;
}
