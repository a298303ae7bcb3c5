import * as failures from "./failures";
import { TokenLost, TokenRefused } from "./guarded-fetch";
import type { Patience } from "./patience";
import { type ManagementClient, sdk } from "./sdk";
import type { Session } from "./session";

/** What came of one request. Nothing of an answer's text is kept but Auth0's own error code. */
export type Answer =
  | { readonly kind: "ok"; readonly body: unknown }
  /** Auth0 answered, and the request was not carried out (4xx). */
  | { readonly kind: "refused"; readonly status: number; readonly errorCode: string | undefined }
  /** It cannot be told whether the request was carried out: no answer, half of one, or a 5xx. */
  | { readonly kind: "unclear"; readonly seen: string };

/** One request: what is asked of the SDK, and the scope that it needs. */
export interface Call {
  readonly scope: string;
  readonly run: (client: ManagementClient) => Promise<unknown>;
}

const TOKEN_TRIES = 3;

/**
 * Sends one request, and sees to what has nothing to do with its meaning: a token that is refused is fetched anew
 * (once), a rate limit is waited out as the headers say, and a token request that fails is repeated, for it changes
 * nothing.
 *
 * @throws SmtpProviderError `UNAUTHORIZED`, `MISSING_SCOPE`, `RATE_LIMITED`, `CREDENTIALS_INVALID`, and `UNREACHABLE`
 * where no token could be had; in all of them the request itself was not carried out
 */
export async function send(session: Session, call: Call, patience: Patience): Promise<Answer> {
  let renewed = false;
  for (let tokenTries = 1; ; ) {
    const client = session.client;
    const outcome = await attempt(client, call);
    switch (outcome.kind) {
      case "no token":
        if (tokenTries++ < TOKEN_TRIES && (await patience.beforeRetry(tokenTries - 2))) continue;
        throw failures.noToken(session.domain, `${outcome.seen}, ${failures.times(tokenTries - 1)}`);
      case "token refused":
        throw failures.tokenRefused(session.domain, outcome.status);
      case "unusable credentials":
        throw failures.unusableCredentials(session.domain);
      case "slow down":
        if (await patience.afterRateLimit(outcome.headers)) continue;
        throw failures.rateLimited(session.domain);
      case "refused":
        if (outcome.status === 401 && session.renewable && !renewed) {
          renewed = true;
          session.renew(client);
          continue;
        }
        if (outcome.status === 401) throw failures.unauthorized(session.domain);
        if (outcome.status === 403) throw failures.forbidden(session.domain, call.scope);
        return outcome;
      default:
        return outcome;
    }
  }
}

type Outcome =
  | Answer
  | { readonly kind: "slow down"; readonly headers: Headers }
  | { readonly kind: "no token"; readonly seen: string }
  | { readonly kind: "token refused"; readonly status: number }
  | { readonly kind: "unusable credentials" };

/** The one place where SDK errors are caught. They carry response bodies, so they end here. */
async function attempt(client: ManagementClient, call: Call): Promise<Outcome> {
  try {
    return { kind: "ok", body: await call.run(client) };
  } catch (error) {
    if (error instanceof TokenRefused) return refusedToken(error);
    if (error instanceof TokenLost) return { kind: "no token", seen: "no usable answer" };
    return fromSdk(error) ?? { kind: "unusable credentials" };
  }
}

function refusedToken({ status, headers }: TokenRefused): Outcome {
  if (status === 429) return { kind: "slow down", headers };
  if (status >= 500 || status === 408) return { kind: "no token", seen: `status ${status}` };
  return { kind: "token refused", status };
}

/** What the SDK's error says; undefined where it is none, which only building the token request can cause. */
function fromSdk(error: unknown): Outcome | undefined {
  const { ManagementError, ManagementTimeoutError } = sdk();
  if (error instanceof ManagementTimeoutError) return { kind: "unclear", seen: "no answer in time" };
  if (!(error instanceof ManagementError)) return undefined;
  const { statusCode: status, rawResponse, body } = error;
  if (status === undefined) return { kind: "unclear", seen: "no usable answer" };
  if (status === 429) return { kind: "slow down", headers: new Headers([...(rawResponse?.headers ?? [])]) };
  if (status >= 500 || status === 408) return { kind: "unclear", seen: `status ${status}` };
  return { kind: "refused", status, errorCode: errorCode(body) };
}

function errorCode(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || !("errorCode" in body)) return undefined;
  return typeof body.errorCode === "string" ? body.errorCode : undefined;
}
