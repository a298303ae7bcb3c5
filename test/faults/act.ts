import type { RequestKind, StoredProvider } from "../emulator/index.ts";
import type { FreshOptions } from "../support/provider-process.ts";
import { type Command, type Ended, type Recorded, run } from "./engine-run.ts";
import type { Program } from "./samples.ts";
import type { StageTenant } from "./stage.ts";

/** One command, and what became of the tenant. */
export interface Act extends Ended {
  readonly kinds: readonly RequestKind[];
  readonly before: StoredProvider | undefined;
  readonly now: StoredProvider | undefined;
}

/** Runs one command of the engine, with a memory of its own. */
export async function perform(
  place: StageTenant,
  command: Command,
  state: Recorded | undefined,
  program: Program,
  options: Pick<FreshOptions, "env" | "skipSleep"> = {},
): Promise<Act> {
  const before = place.tenant.provider;
  const earlier = place.requests.length;
  const ended = await run(await place.newRun(options), command, state, inputsOf(place, program));
  const kinds = place.requests.slice(earlier).map(({ kind }) => kind);
  return { ...ended, before, now: place.tenant.provider, kinds };
}

/** The program's inputs, for this tenant. */
export const inputsOf = ({ tenant }: StageTenant, program: Program) => ({
  domain: tenant.domain,
  ...program,
});
