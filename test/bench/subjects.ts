import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandResult, cloneWith, UserProject } from "../../tools/user-project/index.ts";
import { type BenchTenant, configOf, credentialsOf, passwordsOf } from "./tenants.ts";
import { writeYamlProgram } from "./yaml-program.ts";

/** One stack with a resource for each tenant, as the bench drives it. */
export interface BenchStack {
  up(): Promise<CommandResult>;
  unchangedPreview(): Promise<CommandResult>;
  refresh(): Promise<CommandResult>;
  destroy(): Promise<CommandResult>;
  /** Another name in each From address, from the next command on. */
  setFrom(name: string): Promise<void>;
  export(): Promise<unknown>;
  remove(): Promise<void>;
}

type Start = (tenants: readonly BenchTenant[], env: Readonly<Record<string, string>>) => Promise<BenchStack>;

/** What is measured, each in turn. */
export const SUBJECTS = {
  /** Empty dynamic resources that wait as long as Auth0 takes to answer: what Pulumi itself takes. */
  floor: (tenants, env) => inTypeScript("test/bench/floor", tenants, env),
  /** The dynamic resource, in TypeScript. */
  ours: (tenants, env) => inTypeScript("examples/multi-tenant", tenants, env),
  /** The plugin, in YAML. */
  plugin: inYaml,
} as const satisfies Record<string, Start>;

export type Subject = keyof typeof SUBJECTS;

async function inTypeScript(
  program: string,
  tenants: readonly BenchTenant[],
  env: Readonly<Record<string, string>>,
): Promise<BenchStack> {
  const clone = await cloneWith(program);
  const folder = join(clone, program);
  const project = await projectIn(folder, clone, tenants, env);
  await project.setConfig(
    { tenants: configOf(tenants, "no-reply"), smtpHost: "smtp.example.com" },
    { smtpPasswords: passwordsOf(tenants) },
  );
  return stackOf(project, clone, (name) => project.setConfig({ tenants: configOf(tenants, name) }));
}

async function inYaml(
  tenants: readonly BenchTenant[],
  env: Readonly<Record<string, string>>,
): Promise<BenchStack> {
  const folder = await mkdtemp(join(tmpdir(), "auth0-smtp-bench-yaml-"));
  await writeYamlProgram(folder, tenants, "no-reply");
  const project = await projectIn(folder, folder, tenants, env);
  return stackOf(project, folder, (name) => writeYamlProgram(folder, tenants, name));
}

function projectIn(
  folder: string,
  root: string,
  tenants: readonly BenchTenant[],
  env: Readonly<Record<string, string>>,
): Promise<UserProject> {
  const home = join(root, ".pulumi-home");
  return UserProject.create({ folder, home, env: { ...env, ...credentialsOf(tenants) } });
}

/** @param root what is removed in the end */
function stackOf(project: UserProject, root: string, setFrom: BenchStack["setFrom"]): BenchStack {
  return {
    up: () => project.up(),
    unchangedPreview: () => project.preview("--expect-no-changes"),
    refresh: () => project.refresh(),
    destroy: () => project.destroy(),
    setFrom,
    export: () => project.export(),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
