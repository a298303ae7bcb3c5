import { mkdtemp, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@grpc/grpc-js";
import { runtime } from "@pulumi/pulumi";
import { LocalWorkspace, type PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { pulumiEnv } from "../../tools/pulumi-cli/index.ts";
import type { Emulator } from "../emulator/index.ts";
import { compileCache } from "./compile-cache.ts";
import { EngineProject, type Options, pulumi } from "./engine-project.ts";

export type { Flags, LogFlags, Options } from "./engine-project.ts";
export type { Result } from "./engine-run.ts";

import { shellPath } from "./shell-resource.ts";

const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

/**
 * A project whose program is a function. (The language host for programs of a user comes only with Pulumi's full
 * download.)
 *
 * One process runs one command at a time: the SDK gives an unhandled rejection to every program that is running.
 */
export class PulumiProject extends EngineProject {
  private readonly connections: Client[] = [];

  static async create(auth0: Emulator, program: PulumiFn, options: Options = {}): Promise<PulumiProject> {
    const { cli, command } = await pulumi();
    const folder = await mkdtemp(join(tmpdir(), "auth0-smtp-project-"));
    await symlink(MODULES, join(folder, "node_modules"));
    const { PATH = "", ...cliEnv } = pulumiEnv(cli);
    const env = {
      ...cliEnv,
      PATH: shellPath(PATH),
      ...auth0.env,
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_HOME: join(folder, ".pulumi-home"),
      ...(await compileCache()),
      ...options.env,
    };
    const stack = await LocalWorkspace.createStack(
      { stackName: "test", projectName: "mail", program: async () => {} },
      {
        workDir: folder,
        envVars: env,
        projectSettings: { name: "mail", runtime: "nodejs", backend: { url: `file://${folder}` } },
        pulumiCommand: command,
      },
    );
    const project = new PulumiProject({ folder, cli, stack, auth0, env });
    project.program = program;
    await project.setConfig(options.config ?? {});
    await project.setConfig(options.secrets ?? {}, true);
    return project;
  }

  /** Another program for the commands that follow. */
  set program(program: PulumiFn) {
    this.stack.workspace.program = () => {
      const clients = [runtime.getMonitor(), runtime.getEngine()];
      this.connections.push(...clients.filter((client) => client instanceof Client));
      return program();
    };
  }

  /**
   * The SDK leaves those of a refused program open, and a later engine that happens to get the same port would then be
   * taken for the one that has gone.
   */
  protected override ended(): void {
    for (const connection of this.connections.splice(0)) connection.close();
  }
}
