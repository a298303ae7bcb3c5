import { mkdir, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { findPulumi, pulumiEnv } from "../pulumi-cli/index.ts";
import { startLanguageHost } from "./language-host.ts";
import { runCli } from "./run-cli.ts";

const STACK = "dev";

export interface CommandResult {
  readonly ok: boolean;
  /** Everything printed, stdout and stderr together. */
  readonly output: string;
}

export interface UserProjectOptions {
  /** The folder with Pulumi.yaml. */
  readonly folder: string;
  /** Where state files and plugins go. */
  readonly home: string;
  /** For the CLI, the program and the provider, beside this process's. */
  readonly env: Readonly<Record<string, string>>;
  readonly onOutput?: (text: string) => void;
  /** Ends the command that is running, as Ctrl-C does. */
  readonly signal?: AbortSignal;
}

/** A Pulumi project in a folder, with one stack, run by the CLI's own commands. State is in files. */
export class UserProject {
  private readonly options: UserProjectOptions;
  private readonly bin: string;
  private readonly env: NodeJS.ProcessEnv;

  private constructor(options: UserProjectOptions, bin: string, env: NodeJS.ProcessEnv) {
    this.options = options;
    this.bin = bin;
    this.env = env;
  }

  /** Makes the stack. */
  static async create(options: UserProjectOptions): Promise<UserProject> {
    const cli = findPulumi();
    if (!cli) throw new Error("There is no Pulumi CLI: run `npm run setup`.");
    const state = join(options.home, "state");
    await mkdir(state, { recursive: true });
    await installDynamicProvider(options.home);
    const project = new UserProject(options, cli.bin, {
      ...withoutOwnSettings(process.env),
      ...pulumiEnv(cli),
      PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
      PULUMI_HOME: options.home,
      PULUMI_BACKEND_URL: `file://${state}`,
      PULUMI_CONFIG_PASSPHRASE: "passphrase",
      ...options.env,
    });
    await project.must("stack", "init", STACK);
    return project;
  }

  /** `pulumi config set`, several at once. */
  async setConfig(
    plain: Readonly<Record<string, string>>,
    secret: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const flags = [
      ...Object.entries(plain).flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]),
      ...Object.entries(secret).flatMap(([key, value]) => ["--secret", `${key}=${value}`]),
    ];
    await this.must("config", "set-all", "--path", ...flags);
  }

  async removeConfig(key: string): Promise<void> {
    await this.must("config", "rm", "--path", key);
  }

  preview(...flags: readonly string[]): Promise<CommandResult> {
    return this.engine("preview", ...flags);
  }

  up(...flags: readonly string[]): Promise<CommandResult> {
    return this.engine("up", "--yes", "--skip-preview", ...flags);
  }

  refresh(...flags: readonly string[]): Promise<CommandResult> {
    return this.engine("refresh", "--yes", "--skip-preview", ...flags);
  }

  destroy(...flags: readonly string[]): Promise<CommandResult> {
    return this.engine("destroy", "--yes", "--skip-preview", ...flags);
  }

  /** The stack's outputs, secrets hidden. */
  async outputs(): Promise<unknown> {
    return JSON.parse(await this.must("stack", "output", "--json"));
  }

  /** The state, as `pulumi stack export` gives it. */
  export(): Promise<string> {
    return this.must("stack", "export");
  }

  /** A command of the engine, with a language host for the program. */
  private async engine(command: string, ...flags: readonly string[]): Promise<CommandResult> {
    let output = "";
    const collect = (text: string) => {
      output += text;
      this.options.onOutput?.(text);
    };
    const host = await startLanguageHost(this.env, collect);
    try {
      const common = ["--non-interactive", "--suppress-progress", "--client", host.address];
      const ok = await this.run([command, ...common, ...flags], collect, collect);
      return { ok, output };
    } finally {
      host.close();
    }
  }

  /** A command that says no more than it is asked for. */
  private async must(...args: readonly string[]): Promise<string> {
    let [output, errors] = ["", ""];
    const ok = await this.run(
      [...args, "--non-interactive"],
      (text) => {
        output += text;
      },
      (text) => {
        errors += text;
      },
    );
    if (!ok) throw new Error(`pulumi ${args.slice(0, 2).join(" ")} failed: ${errors}`);
    return output;
  }

  private run(
    args: readonly string[],
    onOutput: (text: string) => void,
    onError: (text: string) => void,
  ): Promise<boolean> {
    const { folder: cwd, signal } = this.options;
    return runCli({ bin: this.bin, args, cwd, env: this.env, onOutput, onError, signal });
  }
}

/** The user's own tenant, backend and options are none of a demo's or test's business. */
function withoutOwnSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(AUTH0|PULUMI)_/.test(name)));
}

/**
 * Puts `pulumi-resource-pulumi-nodejs` where the CLI looks for plugins. Pulumi's full download has it beside the CLI;
 * one that is found on PATH has the CLI warn of it time and again.
 */
async function installDynamicProvider(home: string): Promise<void> {
  const name = "pulumi-resource-pulumi-nodejs";
  const folder = join(home, "plugins", "resource-pulumi-nodejs-v1.0.0");
  await mkdir(folder, { recursive: true });
  await symlink(createRequire(import.meta.url).resolve(`@pulumi/pulumi/${name}`), join(folder, name));
}
