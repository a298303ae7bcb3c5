import { execFileSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { isNewEnough, PINNED } from "./version.ts";

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
export function cacheFolder(env: Environment = process.env): string {
  const base = env.XDG_CACHE_HOME || join(env.HOME || homedir(), ".cache");
  return join(base, "pulumi-auth0-smtp", `pulumi-${PINNED}`);
}

/** The CLI to use, if there is one: the first on PATH when it is new enough, else our own copy. Gets nothing. */
export function findPulumi(env: Environment = process.env): PulumiCli | undefined {
  const installed = pulumiOnPath(env);
  return installed && isNewEnough(installed.version) ? installed : cachedPulumi(env);
}

/** The first `pulumi` on PATH, however old. Its version is "" where it doesn't run. */
export function pulumiOnPath(env: Environment = process.env): PulumiCli | undefined {
  for (const folder of (env.PATH ?? "").split(delimiter)) {
    const bin = join(folder, "pulumi");
    if (folder !== "" && isProgram(bin)) return { bin, version: versionOf(bin, env) };
  }
  return undefined;
}

/** Our own copy, if it is there. */
export function cachedPulumi(env: Environment = process.env): PulumiCli | undefined {
  const root = cacheFolder(env);
  const bin = programIn(root);
  return isProgram(bin) ? { bin, version: PINNED, root } : undefined;
}

/** Where the Automation API expects the CLI in the folder it is given. */
export function programIn(root: string): string {
  return join(root, "bin", "pulumi");
}

/** The version that a CLI says it has, without the `v`; "" where it doesn't run. */
export function versionOf(bin: string, env: Environment = process.env): string {
  try {
    const printed = execFileSync(bin, ["version"], {
      env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 30_000,
    });
    return printed.trim().replace(/^v/, "");
  } catch {
    return "";
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
