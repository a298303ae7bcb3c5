import type { Written } from "../auth0/endpoint";
import { rejected } from "../auth0/request-failures";
import type { Desired } from "../model/desired";
import type { SmtpProviderError } from "../model/errors";
import type { Known } from "../model/known";
import { type Changes, changesTo, everything, isMet, isNothing } from "../model/plan";
import type { Remote } from "../model/remote";
import * as failures from "./provider-failures";
import { afterUnconfirmed } from "./unconfirmed-write";

/**
 * A write that is to be made.
 * `knownProvider`: the provider that the tenant is known to have, and no other may be written over; undefined where any
 * may.
 */
export type Step =
  | { readonly kind: "post" }
  | { readonly kind: "patch"; readonly changes: Changes; readonly knownProvider: string | undefined };

/** What is to be brought about, and the write to begin with. */
export interface Plan {
  readonly desired: Desired;
  readonly first: Step;
}

/** What follows from a write: it is done, another write is due, or it cannot be. */
export type Next =
  | { readonly kind: "done"; readonly remote: Remote }
  | { readonly kind: "step"; readonly step: Step }
  | { readonly kind: "fail"; readonly error: SmtpProviderError };

export interface Situation {
  readonly domain: string;
  readonly desired: Desired;
  readonly hasPassword: boolean;
  /** A POST of ours may have been carried out without our hearing of it. */
  readonly mayHaveCreated: boolean;
  /** The method of the last write that was not confirmed, unless a look has shown that it was not carried out. */
  readonly unconfirmedWrite?: string | undefined;
}

type Undone = Exclude<Written, { kind: "done" }>;

/** The write that makes a provider. */
export const POST = { kind: "post" } as const satisfies Step;

/** The write that makes the tenant have what is wanted; undefined where it has it. */
export function stepTo(known: Known, desired: Desired): Step | undefined {
  const changes = changesTo(known, desired);
  return isNothing(changes) ? undefined : { kind: "patch", changes, knownProvider: known.providerName };
}

/** What follows where the answer alone tells; undefined where the tenant must be looked at first. */
export function afterAnswer(situation: Situation, step: Step, answer: Undone): Next | undefined {
  if (step.kind === "patch") return answer.kind === "absent" ? recreate(situation) : undefined;
  if (answer.kind === "rejected") return refused(situation, "POST", answer.status);
  const adopts = answer.kind === "exists" && situation.desired.onExisting === "adopt";
  return adopts ? adopt(situation) : undefined;
}

/**
 * What follows from what the tenant has. The password cannot be read back, so a PATCH that carried it is repeated,
 * which does no harm, and a POST counts as ours only where one of ours is unaccounted for.
 */
export function afterLook(situation: Situation, step: Step, answer: Undone, found: Remote | undefined): Next {
  const { domain, desired, mayHaveCreated } = situation;
  if (found === undefined) return step.kind === "post" ? again(step) : recreate(situation);
  const asDesired = isMet(found, desired);
  if (step.kind === "post") {
    // What may be adopted may be somebody else's with another password, however much it looks like ours.
    if (desired.onExisting === "adopt") return adopt(situation);
    if (mayHaveCreated && asDesired) return { kind: "done", remote: found };
    return { kind: "fail", error: failures.providerExists(domain, found) };
  }
  const { knownProvider } = step;
  if (found.kind !== "smtp" && knownProvider !== undefined && knownProvider !== found.name) {
    return { kind: "fail", error: failures.providerChanged(domain, found) };
  }
  if (answer.kind === "rejected") return refused(situation, "PATCH", answer.status);
  return asDesired && !step.changes.credentials ? { kind: "done", remote: found } : again(step);
}

function refused({ domain, unconfirmedWrite }: Situation, method: string, status: number): Next {
  const error = rejected(domain, method, status);
  return { kind: "fail", error: afterUnconfirmed(unconfirmedWrite, error) };
}

function adopt({ desired }: Situation): Next {
  return again({ kind: "patch", changes: everything(desired), knownProvider: undefined });
}

/** Somebody deleted the provider meanwhile. */
function recreate({ domain, hasPassword }: Situation): Next {
  return hasPassword ? again(POST) : { kind: "fail", error: failures.deletedMeanwhile(domain) };
}

function again(step: Step): Next {
  return { kind: "step", step };
}
