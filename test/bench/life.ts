import { z } from "zod";
import type { CommandResult } from "../../tools/user-project/index.ts";
import { type Emulator, startEmulator } from "../emulator/index.ts";
import { measure, type Usage } from "./process-tree.ts";
import { SUBJECTS, type Subject } from "./subjects.ts";
import { benchTenants } from "./tenants.ts";

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

/** The life of one stack with so many tenants, measured, each time in a new folder. */
export async function liveWith(subject: Subject, count: number): Promise<Life> {
  const auth0 = await startEmulator({ latencyMs: LATENCY_MS });
  const env = { ...auth0.env, BENCH_LATENCY_MS: String(LATENCY_MS) };
  const stack = await SUBJECTS[subject](benchTenants(count), env);
  try {
    const create = await run(auth0, "create", () => stack.up());
    const state = sizeOfState(await stack.export());
    const preview = await run(auth0, "unchanged preview", () => stack.unchangedPreview());
    const unchanged = await run(auth0, "unchanged up", () => stack.up());
    await stack.setFrom("mail");
    const update = await run(auth0, "update of one field", () => stack.up());
    const refresh = await run(auth0, "refresh", () => stack.refresh());
    const destroy = await run(auth0, "destroy", () => stack.destroy());
    return { operations: [create, preview, unchanged, update, refresh, destroy], state };
  } finally {
    await auth0.close();
    await stack.remove();
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
    .deployment.resources.filter(({ type }) => /^(pulumi-nodejs:dynamic|auth0-smtp:)/.test(type));
  const mean = (lengths: readonly number[]) =>
    Math.round(lengths.reduce((total, length) => total + length, 0) / lengths.length);
  return {
    bytes: mean(resources.map((resource) => JSON.stringify(resource).length)),
    ownBytes: mean(
      resources.map(({ stackTrace: _, sourcePosition: __, ...own }) => JSON.stringify(own).length),
    ),
  };
}
