import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type CommandResult, cloneWith, UserProject } from "../../tools/user-project/index.ts";
import { type BenchTenant, configOf, credentialsOf, passwordsOf } from "./tenants.ts";
import { YamlStack } from "./yaml-stack.ts";

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
  const project = await UserProject.create({
    folder: join(clone, program),
    home: join(clone, ".pulumi-home"),
    env: { ...env, ...credentialsOf(tenants) },
  });
  await project.setConfig(
    { tenants: configOf(tenants, "no-reply"), smtpHost: "smtp.example.com" },
    { smtpPasswords: passwordsOf(tenants) },
  );
  return {
    up: () => project.up(),
    unchangedPreview: () => project.preview("--expect-no-changes"),
    refresh: () => project.refresh(),
    destroy: () => project.destroy(),
    setFrom: (name) => project.setConfig({ tenants: configOf(tenants, name) }),
    export: () => project.export(),
    remove: () => rm(clone, { recursive: true, force: true }),
  };
}

async function inYaml(
  tenants: readonly BenchTenant[],
  env: Readonly<Record<string, string>>,
): Promise<BenchStack> {
  const stack = await YamlStack.create({ ...env, ...credentialsOf(tenants) }, tenants);
  const apply = (command: string) => stack.run(command, "--yes", "--skip-preview");
  return {
    up: () => apply("up"),
    unchangedPreview: () => stack.run("preview", "--expect-no-changes"),
    refresh: () => apply("refresh"),
    destroy: () => apply("destroy"),
    setFrom: (name) => stack.setFrom(name),
    export: () => stack.export(),
    remove: () => stack.remove(),
  };
}
