import { NOT_AUTH0 } from "./no-answer";
import type { Patience } from "./patience";
import * as failures from "./request-failures";
import { type Answer, type Call, send } from "./send";
import type { Session } from "./session";

/** What came of a request that changes nothing: a usable answer, or Auth0's refusal. */
export type ReadAnswer<T> =
  | { readonly kind: "ok"; readonly value: T }
  | Extract<Answer, { readonly kind: "refused" }>;

const READ_TRIES = 3;

/**
 * Sends a request that changes nothing, and repeats it where no usable answer came.
 *
 * @param read undefined where a body is not of the expected form
 * @throws SmtpProviderError as {@link send}; `UNREACHABLE` where no try brought a usable answer
 */
export async function sendRead<T>(
  session: Session,
  call: Call,
  read: (body: unknown) => T | undefined,
  patience: Patience,
): Promise<ReadAnswer<T>> {
  for (let attempt = 0; ; attempt++) {
    const answer = await send(session, call, patience);
    if (answer.kind === "refused") return answer;
    const value = answer.kind === "ok" ? read(answer.body) : undefined;
    if (value !== undefined) return { kind: "ok", value };
    if (attempt + 1 < READ_TRIES && (await patience.beforeRetry(attempt))) continue;
    const noAnswer = answer.kind === "unclear" ? answer : NOT_AUTH0;
    throw failures.unreadable(session.domain, call.path, noAnswer, attempt + 1);
  }
}
