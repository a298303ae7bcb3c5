import type { Desired } from "../model/desired";
import type { Known } from "../model/known";
import { everything } from "../model/plan";
import type { Plan, Step } from "./decide";
import type { Reconciled } from "./reconcile";

/** How a tenant gets back what it had before a change. */
export type WayBack =
  /** It had none, and the provider is ours. */
  | { readonly kind: "delete" }
  /** All that was known of it before is written again. */
  | { readonly kind: "write"; readonly plan: Plan }
  /** There is none, for a reason (the rest of a sentence that ends in "because"). */
  | { readonly kind: "none"; readonly why: string };

/** Why there is no way back. */
export const ADOPTED =
  "it was adopted, and Auth0 does not give out the password of what the tenant had before";
export const OTHER_SERVICE = "the tenant had another e-mail service before, whose credentials are not known";
export const UNCONFIRMED = "its creation was never confirmed: it may be somebody else's that looks the same";
export const PASSWORD_UNKNOWN =
  "the old password is not known: it is not in the state, and passwordFrom.previous does not name it";

/**
 * Whether mail depends on what a write has changed: credentials, the sender, or that the provider is used at all. Where
 * Auth0 does not use the provider, a mail of Auth0's says nothing about it.
 */
export function concernsMail(step: Step, { enabled }: Desired): boolean {
  if (!enabled) return false;
  if (step.kind === "post") return true;
  const { credentials, from, enabled: turned } = step.changes;
  return credentials || from !== undefined || turned === true;
}

/** Whether the way back needs the old password from elsewhere than the state. */
export function needsPrevious(step: Step, known: Known | undefined): boolean {
  return (
    known?.providerName === "smtp" &&
    known.password === undefined &&
    step.kind === "patch" &&
    step.changes.credentials
  );
}

/**
 * The way back from a write. The old password goes to the server that it is known for, and only where the change has sent
 * another one: else Auth0 has it still.
 *
 * @param known what the tenant had; undefined where the resource was created
 * @param previous the old password, from elsewhere than the state
 */
export function wayBack(
  { written, confirmed }: Pick<Reconciled, "written" | "confirmed">,
  known: Known | undefined,
  previous: string | undefined,
): WayBack {
  if (known === undefined) {
    if (written.kind === "patch") return { kind: "none", why: ADOPTED };
    return confirmed ? { kind: "delete" } : { kind: "none", why: UNCONFIRMED };
  }
  if (known.providerName !== "smtp") return { kind: "none", why: OTHER_SERVICE };
  const { providerName: _, passwordFrom: _source, ...before } = known;
  const password = known.password ?? previous;
  const credentials = written.kind === "post" || written.changes.credentials;
  if (credentials && password === undefined) return { kind: "none", why: PASSWORD_UNKNOWN };
  const desired: Desired = { ...before, password, onExisting: "fail" };
  const changes = { ...everything(desired), credentials };
  return { kind: "write", plan: { desired, first: { kind: "patch", changes, knownProvider: "smtp" } } };
}
