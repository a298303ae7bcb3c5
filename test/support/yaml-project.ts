import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import { INSTALLED_PLUGINS_ONLY, installPlugins, pulumiEnv } from "../../tools/pulumi-cli/index.ts";
import type { Emulator } from "../emulator/index.ts";
import { PLUGIN_FOLDER } from "./built-plugin.ts";
import { EngineProject, type Options, pulumi } from "./engine-project.ts";

export interface YamlResource {
  readonly type: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What is in a Pulumi.yaml beside the project itself. */
export interface YamlProgram {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly resources?: Readonly<Record<string, YamlResource>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** A project whose program is in YAML, run by Pulumi's own language host; its resources are the plugin's. */
export class YamlProject extends EngineProject {
  static async create(auth0: Emulator, options: Options = {}): Promise<YamlProject> {
    const { cli, command } = await pulumi();
    const folder = await mkdtemp(join(tmpdir(), "auth0-smtp-yaml-"));
    const home = join(folder, ".pulumi-home");
    await installPlugins(home, cli);
    const env = {
      ...pulumiEnv(cli),
      ...INSTALLED_PLUGINS_ONLY,
      ...auth0.env,
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_HOME: home,
      ...options.env,
    };
    await write(folder, {});
    const stack = await LocalWorkspace.createStack(
      { stackName: "test", workDir: folder },
      { envVars: env, pulumiCommand: command },
    );
    const project = new YamlProject({ folder, cli, stack, auth0, env });
    await project.setConfig(options.config ?? {});
    await project.setConfig(options.secrets ?? {}, true);
    return project;
  }

  /** Another program for the commands that follow. */
  async setProgram(program: YamlProgram): Promise<void> {
    await write(this.folder, program);
  }
}

/** Whatever is JSON is YAML as well. */
async function write(folder: string, program: YamlProgram): Promise<void> {
  const project = {
    name: "mail",
    runtime: "yaml",
    backend: { url: `file://${folder}` },
    plugins: { providers: [{ name: "auth0-smtp", path: PLUGIN_FOLDER }] },
    ...program,
  };
  await writeFile(join(folder, "Pulumi.yaml"), JSON.stringify(project, undefined, 2));
}
