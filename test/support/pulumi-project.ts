import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@grpc/grpc-js";
import { runtime } from "@pulumi/pulumi";
import {
  CommandError,
  type EngineEvent,
  LocalWorkspace,
  PulumiCommand,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation/index.js";
import { findPulumi, type PulumiCli, pulumiEnv } from "../../tools/pulumi-cli/index.ts";
import type { Emulator, LoggedRequest } from "../emulator/index.ts";
import { compileCache } from "./compile-cache.ts";
import { shellPath } from "./shell-resource.ts";
import { readState, type State, type StateResource } from "./state-file.ts";

const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** What one engine command did: what it printed, what it changed, and what Auth0 got. */
export interface Result {
  readonly ok: boolean;
  /** Everything printed, stdout and stderr together. */
  readonly output: string;
  /** What the engine did to resources, in order: `["create mail"]`. Reading one, or leaving it the same, is nothing. */
  readonly steps: readonly string[];
  /** The engine's count of changes by kind, the stack's own included; after `refresh`, those that it found. */
  readonly changes: Readonly<Record<string, number>>;
  /** The requests of this command: `["token", "post"]`. */
  readonly kinds: readonly string[];
  readonly requests: readonly LoggedRequest[];
  /** What the engine told of itself, as it tells other tools. */
  readonly events: readonly EngineEvent[];
}

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

/**
 * A Pulumi project in a folder of its own, with one stack and a file backend: the real engine, the real provider
 * process, the real state files. The program is a function (the language host comes only with Pulumi's full download).
 *
 * One process runs one command at a time: the SDK gives an unhandled rejection to every program that is running.
 */
export class PulumiProject {
  readonly folder: string;
  /** What the CLI gets, beside the environment of this process. */
  readonly env: Readonly<Record<string, string>>;
  private readonly cli: PulumiCli;
  private readonly stack: Stack;
  private readonly auth0: Emulator;
  private readonly connections: Client[] = [];

  private constructor(
    folder: string,
    cli: PulumiCli,
    stack: Stack,
    auth0: Emulator,
    env: Readonly<Record<string, string>>,
  ) {
    this.folder = folder;
    this.cli = cli;
    this.stack = stack;
    this.auth0 = auth0;
    this.env = env;
  }

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
    // Each command would go on to run the CLI up to three times more, for what the state file says as well.
    stack.outputs = async () => ({});
    stack.info = async () => undefined;
    const project = new PulumiProject(folder, cli, stack, auth0, env);
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

  private async watch(
    env: Flags["env"],
    command: (watch: {
      onOutput: (text: string) => void;
      onError: (text: string) => void;
      onEvent: (event: EngineEvent) => void;
    }) => Promise<unknown>,
  ): Promise<Result> {
    this.stack.workspace.envVars = { ...this.env, ...env };
    this.auth0.takeRequests();
    let output = "";
    const events: EngineEvent[] = [];
    const print = (text: string) => {
      output += text;
    };
    const ok = await command({
      onOutput: print,
      onError: print,
      onEvent: (event) => events.push(event),
    }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof CommandError) return false;
        throw error;
      },
    );
    // The SDK leaves those of a refused program open, and a later engine that happens to get the same port would then be
    // taken for the one that has gone.
    for (const connection of this.connections.splice(0)) connection.close();
    const requests = this.auth0.takeRequests();
    return {
      ok,
      output,
      steps: events.flatMap(stepOf),
      changes: changesIn(events),
      kinds: requests.map(({ kind }) => kind),
      requests,
      events,
    };
  }
}

let found: Promise<{ cli: PulumiCli; command: PulumiCommand }> | undefined;

/** The CLI, looked for once a process. */
function pulumi() {
  found ??= (async () => {
    const cli = findPulumi();
    if (!cli) throw new Error("There is no Pulumi CLI: run `npm run setup`.");
    return { cli, command: await PulumiCommand.get(cli.root ? { root: cli.root } : {}) };
  })();
  return found;
}

function stepOf({ resourcePreEvent }: EngineEvent): string[] {
  if (!resourcePreEvent) return [];
  const { op, urn, type } = resourcePreEvent.metadata;
  if (op === "same" || op === "refresh" || type.startsWith("pulumi:")) return [];
  return [`${op} ${urn.split("::").at(-1)}`];
}

function changesIn(events: readonly EngineEvent[]): Record<string, number> {
  const counts = events.flatMap(({ summaryEvent }) => Object.entries(summaryEvent?.resourceChanges ?? {}));
  return Object.fromEntries(counts.filter(([kind]) => kind !== "same"));
}
