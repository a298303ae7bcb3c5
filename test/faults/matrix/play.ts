import { isDeepStrictEqual } from "node:util";
import type { FreshOptions } from "../../support/provider-process.ts";
import { type Act, inputsOf, perform } from "../act.ts";
import { previewShowsChange, type Recorded } from "../engine-run.ts";
import type { Program } from "../samples.ts";
import type { Stage, StageTenant } from "../stage.ts";
import type { MatrixFault } from "./faults.ts";
import { expectMail, type Operation } from "./operations.ts";

/** A fault, and the request of the operation that it strikes, counted from 0. */
export interface Strike {
  readonly fault: MatrixFault;
  readonly request: number;
}

export interface Played {
  /** The state before. */
  readonly start: Recorded | undefined;
  /** How many of the faults never struck. */
  readonly missed: number;
  /** The command, with the faults in its way. */
  readonly first: Act;
  /** Where that failed: the same command again, with nothing in the way. */
  readonly second: Act | undefined;
  /** Where that found a provider that the first may have made: once more, to adopt it. */
  readonly third: Act | undefined;
  /** What a preview and a refresh find then. */
  readonly previewShowsChange: boolean;
  readonly refreshed: Act;
  /** A healthy `up` of the program after all that, allowed to adopt; and what a preview finds after it. */
  readonly healthy: Act;
  readonly healthyPreviewShowsChange: boolean;
}

/** Plays an operation with these faults in its way, and then what its user would do. */
export async function play(
  stage: Stage,
  operation: Operation,
  strikes: readonly Strike[],
  options: Pick<FreshOptions, "skipSleep"> = {},
): Promise<Played> {
  const place = stage.newTenant();
  const { tenant } = place;
  const { command } = operation;
  const act = (state: Recorded | undefined, program: Program, asked = command) =>
    perform(place, asked, state, program, options);

  const start = await prepare(place, operation, options);
  expectMail(tenant, operation);
  for (const { fault, request } of strikes) {
    tenant.failNext(fault.fault, { skip: request, times: fault.times });
  }
  const slow = strikes.some(({ fault }) => fault.slow);
  const first = await perform(place, command, start, operation.program, {
    ...options,
    ...(slow && { env: { AUTH0_REQUEST_TIMEOUT_SECONDS: "1" } }),
  });
  const missed = tenant.faults.ahead;
  tenant.faults.clear();

  const second = first.failure && (await act(first.state, operation.program));
  const adopting: Program = { ...operation.program, onExisting: "adopt" };
  const third =
    second && needsAdoption(operation, first, second) ? await act(second.state, adopting) : undefined;

  const last = third ?? second ?? first;
  const shows = async (state: Recorded | undefined, program: Program) =>
    previewShowsChange(await place.newRun(options), state, inputsOf(place, program));
  const refreshed = await act(last.state, operation.program, "refresh");
  tenant.mailError = undefined;
  const healthy = await act(refreshed.state, adopting, "up");
  return {
    start,
    missed,
    first,
    second,
    third,
    previewShowsChange: await shows(last.state, third ? adopting : operation.program),
    refreshed,
    healthy,
    healthyPreviewShowsChange: await shows(healthy.state, adopting),
  };
}

/** Whether the tenant may have our own create that is not recorded: then it takes the user's word to go on. */
export function needsAdoption({ refusedWith, after }: Operation, first: Act, second: Act): boolean {
  return second.failure?.code === "PROVIDER_EXISTS" && !refusedWith && isDeepStrictEqual(first.now, after);
}

/** Has the engine make the resource, and somebody else do to the tenant what the operation begins with. */
async function prepare(
  place: StageTenant,
  { applied, before, seen }: Operation,
  options: Pick<FreshOptions, "skipSleep">,
): Promise<Recorded | undefined> {
  if (applied === undefined) {
    place.tenant.setProvider(before);
    return undefined;
  }
  const made = await perform(place, "up", undefined, applied, options);
  place.tenant.setProvider(before);
  const noticed = seen ? await perform(place, "refresh", made.state, applied, options) : made;
  if (noticed.state === undefined) throw new Error(`not prepared: ${noticed.failure?.message}`);
  return noticed.state;
}
