import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rename, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findPulumi } from "../../tools/pulumi-cli/index.ts";
import type { PulumiProject } from "../support/pulumi-project.ts";

const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** The CLI in a project that is no longer where its state was made. */
export class MovedProject {
  private readonly folder: string;
  private readonly env: Readonly<Record<string, string>>;

  private constructor(folder: string, env: Readonly<Record<string, string>>) {
    this.folder = folder;
    this.env = env;
  }

  /** Moves the whole folder: packages, state and all. */
  static async from(project: PulumiProject): Promise<MovedProject> {
    const folder = join(await mkdtemp(join(tmpdir(), "auth0-smtp-moved-")), "project");
    await rename(project.folder, folder);
    const env = { PULUMI_HOME: join(folder, ".pulumi-home"), PULUMI_BACKEND_URL: `file://${folder}` };
    return new MovedProject(folder, { ...project.env, ...env });
  }

  /** Leaves nothing installed but @pulumi/pulumi. */
  async uninstall(): Promise<void> {
    await rm(this.modules);
    await mkdir(this.modules);
    await symlink(join(MODULES, "@pulumi"), join(this.modules, "@pulumi"));
  }

  async install(): Promise<void> {
    await rm(this.modules, { recursive: true });
    await symlink(MODULES, this.modules);
  }

  run(...args: readonly string[]): Promise<{ ok: boolean; output: string }> {
    const cli = findPulumi();
    if (!cli) throw new Error("There is no Pulumi CLI: run `npm run setup`.");
    const all = [...args, "--stack", "test", "--non-interactive"];
    const options = { cwd: this.folder, env: { ...process.env, ...this.env } };
    return new Promise((resolve) => {
      execFile(cli.bin, all, options, (error, ...printed) =>
        resolve({ ok: error === null, output: printed.join("") }),
      );
    });
  }

  async remove(): Promise<void> {
    await rm(join(this.folder, ".."), { recursive: true, force: true });
  }

  private get modules(): string {
    return join(this.folder, "node_modules");
  }
}
