import { type FailedDelivery, failedDeliveries } from "../auth0/mail-logs";
import type { Patience } from "../auth0/patience";
import type { Session } from "../auth0/session";
import { sendVerificationEmail, type VerificationEmail } from "../auth0/verification-email";
import { SmtpProviderError } from "../model/errors";

/** Between two looks at the logs, in milliseconds. */
const PAUSE = 3_000;
/** A timer may end a moment early: the last look is not to be one too early. */
const SLACK = 10;

/** What came of a mail that Auth0 has promised to send. */
export interface MailProof {
  readonly mail: VerificationEmail;
  /** From when on a failure counts, by the tenant's clock. */
  readonly since: Date;
  readonly looks: number;
  readonly outcome:
    | { readonly kind: "failed"; readonly failures: readonly FailedDelivery[] }
    /** No failure was seen within the time. That is no delivery. */
    | { readonly kind: "none seen" }
    /** The last look at the logs failed, or there was none at the end. */
    | { readonly kind: "not seen"; readonly error: SmtpProviderError };
}

export interface MailProofOptions {
  readonly userId: string;
  /** How long the logs are watched. */
  readonly waitSeconds: number;
  /** When the change was written, by the tenant's clock, in whole seconds (ms); undefined where nothing was. */
  readonly writtenAt?: number | undefined;
  readonly onQueued?: (mail: VerificationEmail) => Promise<void>;
}

/**
 * Has Auth0 itself send a mail, and watches the tenant's logs for failed deliveries: as soon as there is one, that is the
 * outcome. A look that fails is gone over as long as there is time.
 *
 * @throws SmtpProviderError where Auth0 will not send the mail, or it is not clear whether it will
 */
export async function proveMail(
  session: Session,
  { userId, waitSeconds, writtenAt, onQueued }: MailProofOptions,
  patience: Patience,
): Promise<MailProof> {
  const mail = await sendVerificationEmail(session, userId, patience);
  await onQueued?.(mail);
  const { clock } = patience;
  const since = new Date(beginning(mail.createdAt?.getTime(), writtenAt, session.heard.at ?? clock.now()));
  const end = clock.now() + waitSeconds * 1000;
  for (let looks = 1; ; looks++) {
    const look = await lookFor(session, since, patience);
    const left = end - clock.now();
    if (look.kind === "failed" || left <= 0) return { mail, since, looks, outcome: look };
    if (!(await patience.aside(Math.min(PAUSE, left + SLACK)))) {
      return { mail, since, looks, outcome: { kind: "not seen", error: cancelled(session.domain) } };
    }
  }
}

/**
 * From when on failures count. What failed before the write never does: so not from the second in which it was written,
 * of which nothing more exact is known, but from the next one on, or from when Auth0 took the mail on, if that was sooner.
 */
function beginning(mailAt: number | undefined, writtenAt: number | undefined, heardAt: number): number {
  const afterWrite = writtenAt === undefined ? undefined : writtenAt + 1000;
  return Math.min(mailAt ?? afterWrite ?? heardAt, afterWrite ?? Number.POSITIVE_INFINITY);
}

async function lookFor(session: Session, since: Date, patience: Patience): Promise<MailProof["outcome"]> {
  try {
    const { deliveries } = await failedDeliveries(session, since, patience);
    return deliveries.length > 0 ? { kind: "failed", failures: deliveries } : { kind: "none seen" };
  } catch (error) {
    if (error instanceof SmtpProviderError) return { kind: "not seen", error };
    throw error;
  }
}

function cancelled(domain: string): SmtpProviderError {
  return new SmtpProviderError("VERIFICATION_FAILED", {
    what: `The run was cancelled while the logs of ${domain} were watched.`,
    truth: "The mail was sent, and no failure had been seen.",
    todo: "Run it to its end.",
  });
}
