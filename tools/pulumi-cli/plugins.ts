import { mkdir, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { findYamlHost, type PulumiCli } from "./find.ts";
import { YAML_HOST } from "./programs.ts";

/** Sets what a process is given so that the CLI takes plugins from {@link installPlugins} alone. */
export const INSTALLED_PLUGINS_ONLY = { PULUMI_IGNORE_AMBIENT_PLUGINS: "true" } as const;

/**
 * Puts the dynamic provider and the YAML language host where the CLI looks for plugins, in its `PULUMI_HOME`. Pulumi's
 * full download has them beside the CLI; of one that is found on PATH the CLI warns time and again.
 */
export async function installPlugins(home: string, cli: PulumiCli): Promise<void> {
  const dynamic = createRequire(import.meta.url).resolve("@pulumi/pulumi/pulumi-resource-pulumi-nodejs");
  await install(home, "resource-pulumi-nodejs-v1.0.0", dynamic);
  const yaml = findYamlHost(cli);
  if (yaml !== undefined) await install(home, `language-yaml-v${YAML_HOST.version}`, yaml);
}

async function install(home: string, plugin: string, program: string): Promise<void> {
  const folder = join(home, "plugins", plugin);
  await mkdir(folder, { recursive: true });
  await symlink(program, join(folder, basename(program)));
}
