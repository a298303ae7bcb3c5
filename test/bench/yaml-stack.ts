import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalWorkspace, PulumiCommand, type Stack } from "@pulumi/pulumi/automation/index.js";
import {
  ensurePulumi,
  INSTALLED_PLUGINS_ONLY,
  installPlugins,
  pulumiEnv,
} from "../../tools/pulumi-cli/index.ts";
import { runCli } from "../../tools/user-project/run-cli.ts";
import { PLUGIN_FOLDER } from "../support/plugin-on-path.ts";
import type { BenchTenant } from "./tenants.ts";

/** A stack whose program is in YAML, with a resource of the plugin for each tenant. */
export class YamlStack {
  private readonly stack: Stack;
  private readonly bin: string;
  private readonly env: Readonly<Record<string, string>>;
  private readonly folder: string;
  private readonly tenants: readonly BenchTenant[];

  private constructor(
    stack: Stack,
    bin: string,
    env: Readonly<Record<string, string>>,
    folder: string,
    tenants: readonly BenchTenant[],
  ) {
    this.stack = stack;
    this.bin = bin;
    this.env = env;
    this.folder = folder;
    this.tenants = tenants;
  }

  static async create(more: Readonly<Record<string, string>>, tenants: readonly BenchTenant[]) {
    const cli = await ensurePulumi();
    const folder = await mkdtemp(join(tmpdir(), "auth0-smtp-bench-yaml-"));
    const home = join(folder, ".pulumi-home");
    await installPlugins(home, cli);
    const env = {
      ...pulumiEnv(cli),
      ...INSTALLED_PLUGINS_ONLY,
      PULUMI_CONFIG_PASSPHRASE: "bench",
      PULUMI_HOME: home,
      ...more,
    };
    await writeProgram(folder, tenants, "no-reply");
    const pulumiCommand = await PulumiCommand.get(cli.root ? { root: cli.root } : {});
    const stack = await LocalWorkspace.createStack(
      { stackName: "dev", workDir: folder },
      { envVars: env, pulumiCommand },
    );
    return new YamlStack(stack, cli.bin, env, folder, tenants);
  }

  /** The program with another name in each From address. */
  setFrom(name: string): Promise<void> {
    return writeProgram(this.folder, this.tenants, name);
  }

  async run(command: string, ...flags: readonly string[]) {
    let output = "";
    const ok = await runCli({
      bin: this.bin,
      args: [command, "--stack", "dev", "--non-interactive", "--suppress-progress", ...flags],
      cwd: this.folder,
      env: { ...process.env, ...this.env },
      onOutput: (text) => {
        output += text;
      },
    });
    return { ok, output };
  }

  async export(): Promise<unknown> {
    return this.stack.exportStack();
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Whatever is JSON is YAML as well. */
async function writeProgram(folder: string, tenants: readonly BenchTenant[], from: string): Promise<void> {
  const resources = tenants.map(({ name, domain, password }) => [
    name,
    {
      type: "auth0-smtp:SmtpEmailProvider",
      properties: {
        domain,
        from: `${from}@${name}.example`,
        host: "smtp.example.com",
        username: name,
        password: { "fn::secret": password },
      },
    },
  ]);
  const program = {
    name: "bench",
    runtime: "yaml",
    backend: { url: `file://${folder}` },
    plugins: { providers: [{ name: "auth0-smtp", path: PLUGIN_FOLDER }] },
    resources: Object.fromEntries(resources),
  };
  await writeFile(join(folder, "Pulumi.yaml"), JSON.stringify(program));
}
