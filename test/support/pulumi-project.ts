import { mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LocalWorkspace, PulumiCommand, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import { findPulumi, pulumiEnv } from "../../tools/pulumi-cli/index.ts";
import type { Emulator, LoggedRequest } from "../emulator/index.ts";

const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** What one engine command did: what it printed, what it changed, and what Auth0 got. */
export interface Result {
  readonly ok: boolean;
  /** Everything printed, stdout and stderr together. */
  readonly output: string;
  /** The engine's count of steps by kind, `same` left out. */
  readonly changes: Readonly<Record<string, number>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The requests of this command: `["token", "post"]`. */
  readonly kinds: readonly string[];
  readonly requests: readonly LoggedRequest[];
}

export interface Options {
  readonly config?: Readonly<Record<string, string>>;
  /** Config values that are encrypted. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** More flags for one command. */
export interface Flags {
  readonly refresh?: boolean;
  readonly replace?: string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A resource in the state, as `pulumi stack export` gives it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * A Pulumi project in a folder of its own, with one stack and a file backend: the real engine, the real provider
 * process, the real state files. The program is a function (the language host comes only with Pulumi's full download).
 */
export class PulumiProject {
  readonly folder: string;
  private readonly stack: Stack;
  private readonly auth0: Emulator;
  private readonly env: Readonly<Record<string, string>>;

  private constructor(folder: string, stack: Stack, auth0: Emulator, env: Readonly<Record<string, string>>) {
    this.folder = folder;
    this.stack = stack;
    this.auth0 = auth0;
    this.env = env;
  }

  static async create(auth0: Emulator, program: PulumiFn, options: Options = {}): Promise<PulumiProject> {
    const cli = findPulumi();
    if (!cli) throw new Error("There is no Pulumi CLI: run `npm run setup`.");
    const folder = await mkdtemp(join(tmpdir(), "auth0-smtp-project-"));
    await symlink(MODULES, join(folder, "node_modules"));
    const env = {
      ...pulumiEnv(cli),
      ...auth0.env,
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_HOME: join(folder, ".pulumi-home"),
      ...options.env,
    };
    const stack = await LocalWorkspace.createStack(
      { stackName: "test", projectName: "mail", program },
      {
        workDir: folder,
        envVars: env,
        projectSettings: { name: "mail", runtime: "nodejs", backend: { url: `file://${folder}` } },
        pulumiCommand: await PulumiCommand.get(cli.root ? { root: cli.root } : {}),
      },
    );
    for (const [secret, values] of [
      [false, options.config],
      [true, options.secrets],
    ] as const) {
      const all = Object.fromEntries(
        Object.entries(values ?? {}).map(([key, value]) => [key, { value, secret }]),
      );
      if (Object.keys(all).length > 0) await stack.setAllConfig(all);
    }
    return new PulumiProject(folder, stack, auth0, env);
  }

  /** Another program for the commands that follow. */
  set program(program: PulumiFn) {
    this.stack.workspace.program = program;
  }

  async setConfig(key: string, value: string, secret = false): Promise<void> {
    await this.stack.setConfig(key, { value, secret });
  }

  preview(flags: Flags = {}): Promise<Result> {
    return this.run(flags, async (onOutput) => {
      const { changeSummary } = await this.stack.preview({ ...flags, onOutput, onError: onOutput });
      return { changes: changeSummary };
    });
  }

  up(flags: Flags = {}): Promise<Result> {
    return this.run(flags, async (onOutput) => {
      const { summary, outputs } = await this.stack.up({ ...flags, onOutput, onError: onOutput });
      return { changes: summary.resourceChanges, outputs };
    });
  }

  refresh(flags: Flags = {}): Promise<Result> {
    return this.run(flags, async (onOutput) => {
      const { summary } = await this.stack.refresh({ onOutput, onError: onOutput });
      return { changes: summary.resourceChanges };
    });
  }

  destroy(flags: Flags = {}): Promise<Result> {
    return this.run(flags, async (onOutput) => {
      const { summary } = await this.stack.destroy({ onOutput, onError: onOutput });
      return { changes: summary.resourceChanges };
    });
  }

  /** The stack's resources of our type. */
  async resources(): Promise<StateResource[]> {
    const { deployment } = await this.stack.exportStack();
    const resources: StateResource[] = deployment.resources ?? [];
    return resources.filter(({ type }) => type.includes("SmtpEmailProvider"));
  }

  /** All files below the project's folder (state, backups, history), as text. */
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

  private async run(
    flags: Flags,
    command: (onOutput: (text: string) => void) => Promise<{
      changes?: Partial<Record<string, number>> | undefined;
      outputs?: Record<string, { value: unknown }>;
    }>,
  ): Promise<Result> {
    this.stack.workspace.envVars = { ...this.env, ...flags.env };
    this.auth0.takeRequests();
    let output = "";
    const onOutput = (text: string) => {
      output += text;
    };
    const done = await command(onOutput).then(
      (value) => ({ ok: true, ...value }),
      (error: unknown) => ({ ok: false, changes: {}, outputs: {}, error: String(error) }),
    );
    const requests = this.auth0.takeRequests();
    return {
      ok: done.ok,
      output: "error" in done ? `${output}\n${done.error}` : output,
      changes: Object.fromEntries(
        Object.entries(done.changes ?? {}).flatMap(([kind, count]) =>
          kind === "same" || count === undefined ? [] : [[kind, count]],
        ),
      ),
      outputs: Object.fromEntries(
        Object.entries(done.outputs ?? {}).map(([name, { value }]) => [name, value]),
      ),
      kinds: requests.map(({ kind }) => kind),
      requests,
    };
  }
}
