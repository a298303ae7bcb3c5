import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type CommandResult, cloneWith, UserProject } from "../../tools/user-project/index.ts";
import { type Emulator, startEmulator } from "../emulator/index.ts";
import { measure, type Usage } from "./process-tree.ts";
import { tenantsFor } from "./tenants.ts";

export const LATENCY_MS = 50;

/** What one command used, and what Auth0 got. */
export interface Measured extends Usage {
  readonly operation: string;
  readonly requests: Readonly<Record<string, number>>;
}

/** What a resource takes in the state, in bytes of JSON without white space. */
export interface StateSize {
  readonly bytes: number;
  /** Without `stackTrace` and `sourcePosition`, which the engine adds. */
  readonly ownBytes: number;
}

export interface Life {
  readonly operations: readonly Measured[];
  readonly state: StateSize;
}

/** The programs that are measured, each with a resource a tenant. */
export const SUBJECTS = {
  ours: "examples/multi-tenant",
  /** Empty dynamic resources that wait as long as Auth0 takes to answer: what Pulumi itself takes. */
  floor: "test/bench/floor",
} as const;

/** The life of one stack with so many tenants, measured, each time in a new folder. */
export async function liveWith(subject: keyof typeof SUBJECTS, tenants: number): Promise<Life> {
  const auth0 = await startEmulator({ latencyMs: LATENCY_MS });
  const clone = await cloneWith(SUBJECTS[subject]);
  try {
    const { env, passwords, tenants: list } = tenantsFor(tenants);
    const project = await UserProject.create({
      folder: join(clone, SUBJECTS[subject]),
      home: join(clone, ".pulumi-home"),
      env: { ...auth0.env, ...env, BENCH_LATENCY_MS: String(LATENCY_MS) },
    });
    await project.setConfig(
      { tenants: list("no-reply"), smtpHost: "smtp.example.com" },
      { smtpPasswords: passwords },
    );
    const create = await run(auth0, "create", () => project.up());
    const state = sizeOfState(await project.export());
    const preview = await run(auth0, "unchanged preview", () => project.preview("--expect-no-changes"));
    const unchanged = await run(auth0, "unchanged up", () => project.up());
    await project.setConfig({ tenants: list("mail") });
    const update = await run(auth0, "update of one field", () => project.up());
    const refresh = await run(auth0, "refresh", () => project.refresh());
    const destroy = await run(auth0, "destroy", () => project.destroy());
    return { operations: [create, preview, unchanged, update, refresh, destroy], state };
  } finally {
    await auth0.close();
    await rm(clone, { recursive: true, force: true });
  }
}

async function run(
  auth0: Emulator,
  operation: string,
  command: () => Promise<CommandResult>,
): Promise<Measured> {
  auth0.takeRequests();
  const { value, usage } = await measure(command);
  if (!value.ok) throw new Error(`${operation} failed:\n${value.output}`);
  const requests: Record<string, number> = {};
  for (const { kind } of auth0.takeRequests()) requests[kind] = (requests[kind] ?? 0) + 1;
  return { operation, ...usage, requests };
}

const exported = z.object({
  deployment: z.object({ resources: z.array(z.looseObject({ type: z.string() })) }),
});

function sizeOfState(state: unknown): StateSize {
  const resources = exported
    .parse(state)
    .deployment.resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic"));
  const mean = (lengths: readonly number[]) =>
    Math.round(lengths.reduce((total, length) => total + length, 0) / lengths.length);
  return {
    bytes: mean(resources.map((resource) => JSON.stringify(resource).length)),
    ownBytes: mean(
      resources.map(({ stackTrace: _, sourcePosition: __, ...own }) => JSON.stringify(own).length),
    ),
  };
}
