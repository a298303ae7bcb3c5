import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { CLI, type Program, YAML_HOST } from "./programs.ts";
import { printedBy } from "./trial.ts";
import { isNewEnough } from "./version.ts";

/** A Pulumi CLI that is there. */
export interface PulumiCli {
  /** The program, as an absolute path. */
  readonly bin: string;
  readonly version: string;
  /** Where it is our own copy: the folder to give to the Automation API's `PulumiCommand.get({ root })`. */
  readonly root?: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of our own copy: one a user and version, so that a second clone need not get it again. */
export function cacheFolder({ name, version }: Program, env: Environment = process.env): string {
  const base = env.XDG_CACHE_HOME || join(env.HOME || homedir(), ".cache");
  return join(base, "pulumi-auth0-smtp", `${name}-${version}`);
}

/** Where a program is in a folder that it was got into: the Automation API expects the CLI there. */
export function programIn(root: string, { name }: Program): string {
  return join(root, "bin", name);
}

/** Our own copy of a program, as an absolute path, if it is there. */
export function cached(program: Program, env: Environment = process.env): string | undefined {
  const bin = programIn(cacheFolder(program, env), program);
  return isProgram(bin) ? bin : undefined;
}

/** The CLI to use, if there is one: the first on PATH when it is new enough, else our own copy. Gets nothing. */
export function findPulumi(env: Environment = process.env): PulumiCli | undefined {
  const installed = pulumiOnPath(env);
  if (installed && isNewEnough(installed.version)) return installed;
  const bin = cached(CLI, env);
  return bin === undefined ? undefined : { bin, version: CLI.version, root: cacheFolder(CLI, env) };
}

/** The first `pulumi` on PATH, however old. Its version is "" where it doesn't run. */
export function pulumiOnPath(env: Environment = process.env): PulumiCli | undefined {
  const bin = onPath(CLI, env);
  return bin === undefined ? undefined : { bin, version: versionOf(bin, env) };
}

/** The YAML language host for that CLI, if there is one: the one that came with it, else the first on PATH, else our own
 * copy. */
export function findYamlHost(cli: PulumiCli, env: Environment = process.env): string | undefined {
  const beside = join(dirname(cli.bin), YAML_HOST.name);
  return isProgram(beside) ? beside : (onPath(YAML_HOST, env) ?? cached(YAML_HOST, env));
}

/** The version that a CLI says it has, without the `v`; "" where it doesn't run. */
export function versionOf(bin: string, env: Environment = process.env): string {
  return printedBy(bin, CLI, env) ?? "";
}

function onPath({ name }: Program, env: Environment): string | undefined {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
