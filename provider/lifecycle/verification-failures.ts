import { NOT_CARRIED_OUT } from "../auth0/request-failures";
import { SERVER_INPUTS } from "../inputs/names";
import type { Desired } from "../model/desired";
import { SmtpProviderError } from "../model/errors";
import type { Known } from "../model/known";
import type { Remote } from "../model/remote";
import { describeRemote } from "./provider-failures";
import type { RolledBack } from "./roll-back";
import type { ShownFailure } from "./shown-failure";

/** The change that a failure is about. */
interface Change {
  readonly desired: Desired;
  readonly known: Known | undefined;
  readonly remote: Remote;
  readonly secrets: ReadonlySet<string>;
}

/** A mail that went out by the new settings failed. */
export function failed(change: Change, failure: ShownFailure, rolledBack: RolledBack): SmtpProviderError {
  const { domain } = change.desired;
  const { emailType, to, reason } = failure;
  const words = hides(change)
    ? "what the log says is not shown, because it may tell a secret of the inputs"
    : reason;
  return new SmtpProviderError("VERIFICATION_FAILED", {
    what: `${domain} could not deliver a mail by the new settings (${emailType} to ${to}): ${words}.`,
    truth: truthAfter(change, rolledBack),
    todo: `${recorded(change, rolledBack)} Before that, correct what the server objects to.`,
  });
}

/** Nobody knows whether the mail failed. */
export function notSeen(change: Change, { code, explanation }: SmtpProviderError): SmtpProviderError {
  const { domain } = change.desired;
  return new SmtpProviderError("VERIFICATION_FAILED", {
    what: `No failure was seen, but the logs of ${domain} could not be read to the end of the wait (${code}: ${explanation.what})`,
    truth: kept(change, "nothing was rolled back"),
    todo: `${recorded(change, { kind: "kept" })} Before that: ${explanation.todo}`,
  });
}

/** Auth0 would not send the mail; or nobody knows whether it will, which is a failure to verify. */
export function noMail(change: Change, { code, explanation }: SmtpProviderError): SmtpProviderError {
  return new SmtpProviderError(code === "UNREACHABLE" ? "VERIFICATION_FAILED" : code, {
    what: `The change could not be verified: ${explanation.what}`,
    truth: kept(change, "nothing was rolled back"),
    todo: `${recorded(change, { kind: "kept" })} Before that: ${explanation.todo}`,
  });
}

function truthAfter(change: Change, rolledBack: RolledBack): string {
  switch (rolledBack.kind) {
    case "put back":
      return `The tenant has its old settings back: ${described(rolledBack.remote, change)}.`;
    case "deleted":
      return "The new provider was deleted again: the tenant has none, as before.";
    case "replaced":
      return `Somebody has replaced the new provider since: the tenant has ${described(rolledBack.found, change)}.`;
    case "kept":
      return kept(change, `not put back, because ${rolledBack.why ?? 'onFailure is "fail"'}`);
    case "failed":
      return truthOfFailed(change, rolledBack.error);
  }
}

function truthOfFailed(change: Change, { code, explanation: { what, truth } }: SmtpProviderError): string {
  // As it was before the way back: with the change.
  const now = truth === NOT_CARRIED_OUT ? kept(change, "not put back") : truth;
  return `The old settings could not be put back (${code}: ${what.replace(/\.$/, "")}). ${now}`;
}

function kept(change: Change, why: string): string {
  return `The tenant keeps the new settings, ${described(change.remote, change)}: ${why}.`;
}

function described(remote: Remote, change: Change): string {
  return hides(change) ? `an e-mail provider named "${remote.name}"` : describeRemote(remote);
}

/** Whether an input is a secret that a server, or what is said of the tenant, may tell. */
function hides({ secrets }: Change): boolean {
  return ["from", ...SERVER_INPUTS].some((name) => secrets.has(name));
}

/** What is recorded, and what to run. A resource that was not recorded meets, the next time, what it has made. */
function recorded({ known, desired }: Change, { kind }: RolledBack): string {
  const isThere = kind === "kept" || kind === "failed";
  return known === undefined && isThere && desired.onExisting === "fail"
    ? 'Nothing was recorded as done: set onExisting: "adopt" to take over what the tenant has now, and run pulumi up again.'
    : "Nothing was recorded as done: the next pulumi up makes the whole change again.";
}
