import { execFile } from "node:child_process";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { PulumiCommand, type Stack } from "@pulumi/pulumi/automation/index.js";
import { findPulumi, type PulumiCli } from "../../tools/pulumi-cli/index.ts";
import type { Emulator } from "../emulator/index.ts";
import { type Result, type Watch, watched } from "./engine-run.ts";
import { readState, type State, type StateResource } from "./state-file.ts";

export interface Options {
  readonly config?: Readonly<Record<string, string>>;
  /** Config values that are encrypted. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** For the CLI and the provider process. The program runs in this process, with its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The engine's own log: how much of it, whether on stderr, and whether the provider processes log as well. */
export interface LogFlags {
  readonly logVerbosity?: number;
  readonly logToStdErr?: boolean;
  readonly logFlow?: boolean;
}

/** More flags for one command. */
export interface Flags extends LogFlags {
  readonly refresh?: boolean;
  readonly continueOnError?: boolean;
  /** How many resources at once. */
  readonly parallel?: number;
  /** Whether a destroy runs the program as well. */
  readonly runProgram?: boolean;
  /** URNs. */
  readonly replace?: string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Parts {
  readonly folder: string;
  readonly cli: PulumiCli;
  readonly stack: Stack;
  readonly auth0: Emulator;
  /** What the CLI gets, beside the environment of this process. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A Pulumi project called `mail` in a folder of its own, with one stack, `test`, and a file backend in that folder: the
 * real engine, the real provider process, the real state files.
 */
export class EngineProject {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  protected readonly stack: Stack;
  private readonly cli: PulumiCli;
  private readonly auth0: Emulator;

  protected constructor({ folder, cli, stack, auth0, env }: Parts) {
    this.folder = folder;
    this.cli = cli;
    this.stack = stack;
    this.auth0 = auth0;
    this.env = env;
    // Each command would go on to run the CLI up to three times more, for what the state file says as well.
    stack.outputs = async () => ({});
    stack.info = async () => undefined;
  }

  async setConfig(values: Readonly<Record<string, string>>, secret = false): Promise<void> {
    const all = Object.entries(values).map(([key, value]) => [key, { value, secret }] as const);
    if (all.length > 0) await this.stack.setAllConfig(Object.fromEntries(all));
  }

  preview({ env, continueOnError: _, ...flags }: Flags = {}): Promise<Result> {
    return this.watch(env, (watch) => this.stack.preview({ ...flags, ...watch }));
  }

  up({ env, ...flags }: Flags = {}): Promise<Result> {
    return this.watch(env, (watch) => this.stack.up({ ...flags, ...watch }));
  }

  refresh({ env, ...flags }: LogFlags & Pick<Flags, "env"> = {}): Promise<Result> {
    return this.watch(env, (watch) => this.stack.refresh({ ...flags, ...watch }));
  }

  destroy({ env, ...flags }: LogFlags & Pick<Flags, "env" | "refresh" | "runProgram"> = {}): Promise<Result> {
    return this.watch(env, (watch) => this.stack.destroy({ ...flags, ...watch }));
  }

  /** The stack's outputs, secrets in plain text. */
  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const { stdout } = await this.run("stack", "output", "--json", "--show-secrets");
    return JSON.parse(stdout);
  }

  /** Runs the CLI itself in the project's folder, with no program; for `stack export`, `cancel` and the like. */
  run(...args: readonly string[]): Promise<{ ok: boolean; stdout: string; stderr: string }> {
    const options = { cwd: this.folder, env: { ...process.env, ...this.env }, maxBuffer: 1 << 28 };
    return new Promise((resolve) => {
      execFile(
        this.cli.bin,
        [...args, "--stack", "test", "--non-interactive"],
        options,
        (error, stdout, stderr) => resolve({ ok: error === null, stdout, stderr }),
      );
    });
  }

  /** Where the file backend keeps the state. */
  get stateFile(): string {
    return join(this.folder, ".pulumi", "stacks", "mail", "test.json");
  }

  state(): Promise<State> {
    return readState(this.stateFile);
  }

  /** The resources of our type, from the state file. */
  async resources(): Promise<readonly StateResource[]> {
    return (await this.state()).resources;
  }

  /** All files below the project's folder (state, backups, history, logs), as text. */
  async files(): Promise<Map<string, string>> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    return new Map(
      await Promise.all(files.map(async (file) => [file, await readFile(file, "latin1")] as const)),
    );
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Once after each command of the engine. */
  protected ended(): void {}

  private async watch(env: Flags["env"], command: (watch: Watch) => Promise<unknown>): Promise<Result> {
    this.stack.workspace.envVars = { ...this.env, ...env };
    try {
      return await watched(this.auth0, command);
    } finally {
      this.ended();
    }
  }
}

let found: Promise<{ cli: PulumiCli; command: PulumiCommand }> | undefined;

/** The CLI, looked for once a process. */
export function pulumi() {
  found ??= (async () => {
    const cli = findPulumi();
    if (!cli) throw new Error("There is no Pulumi CLI: run `npm run setup`.");
    return { cli, command: await PulumiCommand.get(cli.root ? { root: cli.root } : {}) };
  })();
  return found;
}
