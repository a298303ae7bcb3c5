import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { LocalWorkspace, PulumiCommand, type Stack } from "@pulumi/pulumi/automation/index.js";
import { findPulumi, INSTALLED_PLUGINS_ONLY, installPlugins, pulumiEnv } from "../pulumi-cli/index.ts";
import { startLanguageHost } from "./language-host.ts";
import { runCli } from "./run-cli.ts";

export interface UserProjectOptions {
  /** The folder with Pulumi.yaml. */
  readonly folder: string;
  /** Where state files and plugins go. */
  readonly home: string;
  /** For the CLI, the program and the provider, beside this process's. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends the command that is running, as Ctrl-C does. */
  readonly signal?: AbortSignal;
}

export interface CommandResult {
  readonly ok: boolean;
  /** Everything printed, stdout and stderr together. */
  readonly output: string;
}

/** A Pulumi project in a folder, with one stack, run by the CLI's own commands. State is in files. */
export class UserProject {
  private readonly stack: Stack;
  private readonly bin: string;
  private readonly env: Readonly<Record<string, string>>;
  private readonly runtime: Runtime;
  private readonly signal: AbortSignal | undefined;

  private constructor(
    stack: Stack,
    bin: string,
    env: Readonly<Record<string, string>>,
    runtime: Runtime,
    signal: AbortSignal | undefined,
  ) {
    this.stack = stack;
    this.bin = bin;
    this.env = env;
    this.runtime = runtime;
    this.signal = signal;
  }

  /** Makes the stack `dev`. */
  static async create({ folder, home, env: more, signal }: UserProjectOptions): Promise<UserProject> {
    const cli = findPulumi();
    if (!cli) throw new Error("There is no Pulumi CLI: run `npm run setup`.");
    const state = join(home, "state");
    await mkdir(state, { recursive: true });
    await installPlugins(home, cli);
    const env = {
      ...pulumiEnv(cli),
      ...INSTALLED_PLUGINS_ONLY,
      PULUMI_HOME: home,
      PULUMI_BACKEND_URL: `file://${state}`,
      PULUMI_CONFIG_PASSPHRASE: "passphrase",
      ...more,
    };
    const pulumiCommand = await PulumiCommand.get(cli.root ? { root: cli.root } : {});
    const stack = await LocalWorkspace.createStack(
      { stackName: "dev", workDir: folder },
      { envVars: env, pulumiCommand },
    );
    const { runtime } = await stack.workspace.projectSettings();
    return new UserProject(
      stack,
      cli.bin,
      env,
      typeof runtime === "object" ? runtime : { name: runtime ?? "nodejs" },
      signal,
    );
  }

  /** `pulumi config set`, several at once. A key may be a path. */
  async setConfig(
    plain: Readonly<Record<string, string>>,
    secret: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const entries = [
      ...Object.entries(plain).map(([key, value]) => [key, { value }] as const),
      ...Object.entries(secret).map(([key, value]) => [key, { value, secret: true }] as const),
    ];
    await this.stack.setAllConfig(Object.fromEntries(entries), true);
  }

  async removeConfig(key: string): Promise<void> {
    await this.stack.removeConfig(key, true);
  }

  preview(...flags: readonly string[]): Promise<CommandResult> {
    return this.run("preview", ...flags);
  }

  up(...flags: readonly string[]): Promise<CommandResult> {
    return this.run("up", "--yes", "--skip-preview", ...flags);
  }

  refresh(...flags: readonly string[]): Promise<CommandResult> {
    return this.run("refresh", "--yes", "--skip-preview", ...flags);
  }

  destroy(...flags: readonly string[]): Promise<CommandResult> {
    return this.run("destroy", "--yes", "--skip-preview", ...flags);
  }

  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const outputs = await this.stack.outputs();
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** The state, as `pulumi stack export` gives it. */
  async export(): Promise<unknown> {
    return this.stack.exportStack();
  }

  /** A command of the engine. */
  private async run(command: string, ...flags: readonly string[]): Promise<CommandResult> {
    const env = { ...withoutOwnSettings(process.env), ...this.env };
    let output = "";
    const onOutput = (text: string) => {
      output += text;
    };
    const host = await this.startHost(env, onOutput);
    const stack = ["--stack", "dev", "--non-interactive", "--suppress-progress"];
    try {
      const ok = await runCli({
        bin: this.bin,
        args: [command, ...stack, ...(host ? ["--client", host.address] : []), ...flags],
        cwd: this.stack.workspace.workDir,
        env,
        onOutput,
        signal: this.signal,
      });
      return { ok, output };
    } finally {
      host?.close();
    }
  }

  /** A language host for a program in Node; the CLI finds the one for YAML itself. */
  private async startHost(env: NodeJS.ProcessEnv, onOutput: (text: string) => void) {
    const { name, options } = this.runtime;
    if (name !== "nodejs") return undefined;
    // The engine does not pass the options in Pulumi.yaml on to a language host that it is given.
    return await startLanguageHost({ env, typescript: options?.typescript !== false, onOutput });
  }
}

/** What a program is written in, as Pulumi.yaml says. */
interface Runtime {
  readonly name: string;
  readonly options?: { readonly typescript?: boolean } | undefined;
}

/** The user's own tenant, backend and options are none of a demo's or test's business. */
function withoutOwnSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(AUTH0|PULUMI)_/.test(name)));
}
