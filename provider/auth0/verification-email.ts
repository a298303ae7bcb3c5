import { z } from "zod";
import { SmtpProviderError } from "../model/errors";
import { NOT_AUTH0 } from "./no-answer";
import type { Patience } from "./patience";
import { send } from "./send";
import type { Session } from "./session";

/** A mail that Auth0 has promised to send. */
export interface VerificationEmail {
  readonly jobId: string;
  /** By Auth0's clock; undefined where it did not say. */
  readonly createdAt: Date | undefined;
}

const job = z
  .object({ id: z.string(), created_at: z.string().nullish() })
  .transform(({ id, created_at }): VerificationEmail => {
    const at = new Date(created_at ?? "");
    return { jobId: id, createdAt: Number.isNaN(at.getTime()) ? undefined : at };
  });

const PATH = "/api/v2/jobs/verification-email";

/**
 * Has Auth0 itself send a mail: `POST /api/v2/jobs/verification-email`. Scope `update:users`. The answer only says that
 * the mail is queued. Sent once: where it is not clear whether it was carried out, it is not repeated.
 *
 * Source: Auth0 Management API, "Send an email address verification email".
 *
 * @throws SmtpProviderError as `send`, and `REJECTED`, `UNREACHABLE`
 */
export async function sendVerificationEmail(
  session: Session,
  userId: string,
  patience: Patience,
): Promise<VerificationEmail> {
  const answer = await send(
    session,
    {
      path: PATH,
      scope: "update:users",
      run: (client) => client.jobs.verificationEmail.create({ user_id: userId }),
    },
    patience,
  );
  if (answer.kind === "refused") throw refused(session.domain, answer.status);
  const created = answer.kind === "ok" ? job.safeParse(answer.body).data : undefined;
  if (created) return created;
  throw new SmtpProviderError("UNREACHABLE", {
    what: `It is not clear whether ${session.domain} will send the verification mail (${answer.kind === "unclear" ? answer.seen : NOT_AUTH0.seen}).`,
    truth: "One may be on its way; nothing else was changed.",
    todo: "Look at the tenant's logs (auth0-smtp logs), and run it again.",
  });
}

function refused(domain: string, status: number): SmtpProviderError {
  return new SmtpProviderError("REJECTED", {
    what:
      status === 404
        ? `${domain} has no user with this id (status 404).`
        : `${domain} refused to send a verification mail (status ${status}).`,
    truth: "No mail was sent.",
    todo:
      'Give the id of a user of a database connection, such as "auth0|…", as the Dashboard shows it under ' +
      "User Management.",
  });
}
