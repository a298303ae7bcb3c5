import { accessSync, constants, readdirSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

const WINDOWS = process.platform === "win32";

/**
 * The program that runs dynamic providers, where the engine looks for it: on the PATH, beside the CLI, among the
 * plugins. Source: pulumi/sdk/go/common/workspace, "GetPluginPath".
 */
export function findProviderProgram(env: Environment): string | undefined {
  const name = `pulumi-resource-pulumi-nodejs${WINDOWS ? ".cmd" : ""}`;
  const onPath = env.PULUMI_IGNORE_AMBIENT_PLUGINS === undefined ? pathOf(env) : [];
  return firstExecutable([...onPath, ...besideCli(env), ...plugins(env)], name);
}

const pathOf = ({ PATH = "" }: Environment) => PATH.split(delimiter).filter(Boolean);

function besideCli(env: Environment): string[] {
  const cli = firstExecutable(pathOf(env), WINDOWS ? "pulumi.exe" : "pulumi");
  return cli === undefined ? [] : [dirname(realpathSync(cli))];
}

function plugins({ PULUMI_HOME, HOME = homedir() }: Environment): string[] {
  const folder = join(PULUMI_HOME || join(HOME, ".pulumi"), "plugins");
  try {
    const names = readdirSync(folder).filter((name) => name.startsWith("resource-pulumi-nodejs-"));
    return names.map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function firstExecutable(folders: readonly string[], name: string): string | undefined {
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
