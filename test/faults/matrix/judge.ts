import { isDeepStrictEqual } from "node:util";
import type { StoredProvider } from "../../emulator/index.ts";
import { storedBy } from "../../support/samples.ts";
import type { Act } from "../act.ts";
import type { Recorded } from "../engine-run.ts";
import { recordedProvider } from "../recorded-provider.ts";
import type { Operation } from "./operations.ts";
import type { Played } from "./play.ts";
import { untruth } from "./truth.ts";

/** Everything that is wrong with how an operation went; empty where nothing is. Pure. */
export function faultsIn(operation: Operation, played: Played): readonly string[] {
  const { start, first, second, third } = played;
  const last = third ?? second ?? first;
  return [
    ...(played.missed > 0 ? [`${played.missed} faults never struck`] : []),
    ...faultsInAct("first run", operation, start, first),
    ...(second ? faultsInAct("second run", operation, first.state, second) : []),
    ...(third ? faultsInAct("third run", operation, second?.state, third) : []),
    ...faultsInEnd(operation, played, last),
    ...faultsInHealthyUp(operation, played),
  ];
}

function faultsInAct(
  name: string,
  operation: Operation,
  start: Recorded | undefined,
  { before, now, state, failure, kinds }: Act,
): string[] {
  const faults: [boolean, string][] = [
    [
      !isOneOf(now, before, operation.after, operation.kept ?? before),
      "the tenant has neither what it had nor what was wanted",
    ],
    [!failure && !isDeepStrictEqual(now, operation.after), "recorded as done, and the tenant has not got it"],
    [!failure && !isTrue(state, now), "the state is not what the tenant has"],
    [failure !== undefined && !isDeepStrictEqual(state, start), "it failed, and the state is another"],
    [
      start !== undefined && state === undefined && operation.command === "refresh" && before !== undefined,
      "forgotten",
    ],
    [failure?.message.includes("canary") ?? false, "a secret in the message"],
  ];
  const lie = failure && untruth(failure.message, { before, now, kinds });
  return [...faults.flatMap(([is, what]) => (is ? [what] : [])), ...(lie ? [lie] : [])].map(
    (what) => `${name}: ${what}`,
  );
}

function faultsInEnd(
  { refusedWith, after, command }: Operation,
  { previewShowsChange, refreshed }: Played,
  { failure, state, now }: Act,
): string[] {
  if (failure?.code !== refusedWith) return [`ended with ${failure?.message ?? "no error"}`];
  const faults: [boolean, string][] = [
    [!isDeepStrictEqual(now, after), "the tenant has not got what was wanted"],
    [
      refusedWith === undefined && command !== "destroy" && state !== undefined && previewShowsChange,
      "the preview after it shows a change",
    ],
    [refusedWith !== undefined && !previewShowsChange, "the preview after it shows no change"],
    [
      refusedWith === undefined && !isDeepStrictEqual(refreshed.state, state),
      "a refresh after it finds something else",
    ],
  ];
  return faults.flatMap(([is, what]) => (is ? [`at the end: ${what}`] : []));
}

/** Whatever came before, a healthy `up` converges, and the tenant has the program's provider. */
function faultsInHealthyUp(
  { program }: Operation,
  { healthy: { failure, now, state }, healthyPreviewShowsChange }: Played,
): string[] {
  const faults: [boolean, string][] = [
    [failure !== undefined, `failed with ${failure?.message}`],
    [!isDeepStrictEqual(now, storedBy(program)), "the tenant has not got what the program wants"],
    [!isTrue(state, now), "the state is not what the tenant has"],
    [healthyPreviewShowsChange, "the preview after it shows a change"],
  ];
  return faults.flatMap(([is, what]) => (is ? [`healthy up: ${what}`] : []));
}

function isOneOf(
  now: StoredProvider | undefined,
  ...allowed: readonly (StoredProvider | undefined)[]
): boolean {
  return allowed.some((one) => isDeepStrictEqual(now, one));
}

/** Whether what is recorded is what the tenant has, the password included. */
function isTrue(state: Recorded | undefined, now: StoredProvider | undefined): boolean {
  return state === undefined || isDeepStrictEqual(recordedProvider(state), now);
}
