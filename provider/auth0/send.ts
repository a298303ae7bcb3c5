import * as credentialFailures from "./credential-failures";
import { NoTokenError } from "./guarded-fetch";
import { describeProblem } from "./network-problem-words";
import { type NoAnswer, NoAnswerError, unusable } from "./no-answer";
import type { Patience } from "./patience";
import * as failures from "./request-failures";
import { type ManagementClient, sdk } from "./sdk";
import type { Session } from "./session";
import { TokenRefused } from "./token-refusal";

/** What came of one request. Nothing of an answer's text is kept but Auth0's own error code. */
export type Answer =
  | { readonly kind: "ok"; readonly body: unknown }
  /** Auth0 answered, and the request was not carried out (4xx). */
  | { readonly kind: "refused"; readonly status: number; readonly errorCode: string | undefined }
  /** It cannot be told whether the request was carried out: no answer, half of one, or a 5xx. */
  | { readonly kind: "unclear"; readonly seen: string; readonly advice: string };

/** One request: what is asked of the SDK, where, and the scope that it needs. */
export interface Call {
  /** As it is named in messages. */
  readonly path: string;
  readonly scope: string;
  readonly run: (client: ManagementClient) => Promise<unknown>;
}

/** How often a request is sent that changes nothing, or that never got to the server. */
const TRIES = 3;

/**
 * Sends one request, and sees to what has nothing to do with its meaning: a token that is refused is fetched anew
 * (once), a rate limit is waited out as the headers say, and what changes nothing is repeated: a token request, or a
 * request for which there was not even a connection.
 *
 * @throws SmtpProviderError `UNAUTHORIZED`, `MISSING_SCOPE`, `RATE_LIMITED`, `CREDENTIALS_INVALID`, and `UNREACHABLE`
 * where no token could be had or no connection made; in all of them the request itself was not carried out
 */
export async function send(session: Session, call: Call, patience: Patience): Promise<Answer> {
  let renewed = false;
  for (let tries = 1; ; ) {
    const client = session.client;
    const outcome = await attempt(client, call);
    switch (outcome.kind) {
      case "no token":
      case "unsent": {
        const { noAnswer } = outcome;
        if (!noAnswer.lasting && tries < TRIES && (await patience.beforeRetry(tries - 1))) {
          tries++;
          continue;
        }
        throw outcome.kind === "no token"
          ? failures.noToken(session.domain, noAnswer, tries)
          : failures.unsent(session.domain, call.path, noAnswer, tries);
      }
      case "token refused":
        throw credentialFailures.tokenRefused(session.tried, outcome.refusal);
      case "unusable credentials":
        throw credentialFailures.unusableCredentials(session.tried);
      case "slow down":
        if (await patience.afterRateLimit(outcome.headers)) continue;
        throw failures.rateLimited(session.domain);
      case "refused":
        if (outcome.status === 401 && session.renewable && !renewed) {
          renewed = true;
          session.renew(client);
          continue;
        }
        if (outcome.status === 401) throw credentialFailures.unauthorized(session.tried);
        if (outcome.status === 403) throw credentialFailures.forbidden(session.tried, call.scope);
        return outcome;
      default:
        return outcome;
    }
  }
}

type Attempt =
  | Answer
  | { readonly kind: "slow down"; readonly headers: Headers }
  /** Neither was carried out. */
  | { readonly kind: "no token" | "unsent"; readonly noAnswer: NoAnswer }
  | { readonly kind: "token refused"; readonly refusal: TokenRefused }
  | { readonly kind: "unusable credentials" };

/** The one place where SDK errors are caught. They carry response bodies, so they end here. */
async function attempt(client: ManagementClient, call: Call): Promise<Attempt> {
  try {
    return { kind: "ok", body: await call.run(client) };
  } catch (error) {
    if (error instanceof TokenRefused) return refusedToken(error);
    if (error instanceof NoTokenError) return { kind: "no token", noAnswer: error.noAnswer };
    // The SDK hands on what `guardedFetch` threw as the cause of its own error.
    if (error instanceof Error && error.cause instanceof NoAnswerError) return unanswered(error.cause);
    return fromSdk(error) ?? { kind: "unusable credentials" };
  }
}

function refusedToken(refusal: TokenRefused): Attempt {
  const { status, headers } = refusal;
  if (status === 429) return { kind: "slow down", headers };
  if (status >= 500 || status === 408) return { kind: "no token", noAnswer: unusable(status) };
  return { kind: "token refused", refusal };
}

function unanswered({ noAnswer }: NoAnswerError): Attempt {
  return noAnswer.unsent ? { kind: "unsent", noAnswer } : unclear(noAnswer);
}

function unclear({ seen, advice }: NoAnswer): Answer {
  return { kind: "unclear", seen, advice };
}

/** What the SDK's error says; undefined where it is none, which only building the token request can cause. */
function fromSdk(error: unknown): Attempt | undefined {
  const { ManagementError, ManagementTimeoutError } = sdk();
  if (error instanceof ManagementTimeoutError)
    return unclear(describeProblem({ kind: "no answer", unsent: false }, undefined));
  if (!(error instanceof ManagementError)) return undefined;
  const { statusCode: status, rawResponse, body } = error;
  if (status === undefined) return unclear(describeProblem(undefined, undefined));
  if (status === 429) return { kind: "slow down", headers: new Headers([...(rawResponse?.headers ?? [])]) };
  if (status >= 500 || status === 408) return unclear(unusable(status));
  return { kind: "refused", status, errorCode: errorCode(body) };
}

function errorCode(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || !("errorCode" in body)) return undefined;
  return typeof body.errorCode === "string" ? body.errorCode : undefined;
}
