import type { Endpoint } from "../auth0/endpoint";
import type { VerifySettings } from "../inputs/verify";
import type { Desired } from "../model/desired";
import { SmtpProviderError } from "../model/errors";
import type { Known } from "../model/known";
import { type MailProof, proveMail } from "./mail-proof";
import type { Reconciled } from "./reconcile";
import { rollBack } from "./roll-back";
import { shownFailure } from "./shown-failure";
import * as failures from "./verification-failures";
import { wayBack } from "./way-back";

/** A change that was written. */
export interface WrittenChange extends Reconciled {
  readonly verify: VerifySettings;
  readonly desired: Desired;
  readonly known: Known | undefined;
  /** The old password, from elsewhere than the state. */
  readonly previous: string | undefined;
  /** What must not be shown where a server repeats it. */
  readonly passwords: readonly (string | undefined)[];
  /** The inputs whose values must not be shown. */
  readonly secrets: ReadonlySet<string>;
}

/**
 * Has a change prove itself, and rolls it back where it fails and that is wanted. The operation's patience is that of all
 * its requests; watching the logs does not use it up.
 *
 * @throws SmtpProviderError wherever it is not as it should be: nothing of the change may then be recorded. A failure was
 * seen, or nothing could be seen: `VERIFICATION_FAILED`. Auth0 would not send the mail: as `sendVerificationEmail`.
 */
export async function proveChange(endpoint: Endpoint, change: WrittenChange): Promise<void> {
  const { outcome } = await prove(endpoint, change);
  if (outcome.kind === "none seen") return;
  if (outcome.kind === "not seen") throw failures.notSeen(change, outcome.error);
  const oldestFirst = outcome.failures.toReversed();
  const ours = oldestFirst.find(({ emailType }) => emailType === "verify_email") ?? oldestFirst[0];
  if (ours === undefined) return;
  const failure = shownFailure(ours, ...change.passwords);
  if (change.verify.onFailure === "fail") throw failures.failed(change, failure, { kind: "kept" });
  const { known, previous, remote } = change;
  throw failures.failed(change, failure, await rollBack(endpoint, wayBack(change, known, previous), remote));
}

async function prove(endpoint: Endpoint, change: WrittenChange): Promise<MailProof> {
  const { session, patience } = endpoint;
  const { userId, waitSeconds } = change.verify;
  try {
    return await proveMail(session, { userId, waitSeconds, writtenAt: session.heard.at }, patience);
  } catch (error) {
    throw error instanceof SmtpProviderError ? failures.noMail(change, error) : error;
  }
}
