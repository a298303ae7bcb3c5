/**
 * The codes of everything that can go wrong. They are part of the public contract: scripts may match on them.
 *
 * - `INVALID_INPUT`: an input is refused; nothing was sent.
 * - `PASSWORD_REQUIRED`: the change needs the SMTP password in the program's inputs.
 * - `PASSWORD_UNREADABLE`: `passwordFrom` names a variable or file that gives no usable password.
 * - `DUPLICATE_DOMAIN`: two resources of one stack manage the same tenant.
 * - `CREDENTIALS_MISSING`: no Management API credentials for this domain.
 * - `CREDENTIALS_INVALID`: credentials were found but cannot be used as they are.
 * - `UNAUTHORIZED`: Auth0 refused the credentials or the token (401 and the like).
 * - `MISSING_SCOPE`: the token lacks a scope (403).
 * - `RATE_LIMITED`: Auth0 asked to wait for longer than an operation may take.
 * - `UNREACHABLE`: no usable answer from the tenant (network, time-out, 5xx, an answer that is not Auth0's).
 * - `PROVIDER_EXISTS`: the tenant already has an e-mail provider, and the resource is not to adopt it; or a delete was
 *   refused, because the program still has a resource for the tenant that this run has not created.
 * - `PROVIDER_MISSING`: `SmtpEmailProvider.get` reads a tenant that has no e-mail provider.
 * - `PROVIDER_CHANGED`: the tenant was switched to another e-mail provider since the last refresh.
 * - `REJECTED`: Auth0 refused the request itself (400 and the like).
 * - `PREFLIGHT_FAILED`: the SMTP server does not meet Auth0's requirements.
 * - `VERIFICATION_FAILED`: the mail that was to prove a change failed, or its outcome could not be seen.
 */
export type ErrorCode =
  | "INVALID_INPUT"
  | "PASSWORD_REQUIRED"
  | "PASSWORD_UNREADABLE"
  | "DUPLICATE_DOMAIN"
  | "CREDENTIALS_MISSING"
  | "CREDENTIALS_INVALID"
  | "UNAUTHORIZED"
  | "MISSING_SCOPE"
  | "RATE_LIMITED"
  | "UNREACHABLE"
  | "PROVIDER_EXISTS"
  | "PROVIDER_MISSING"
  | "PROVIDER_CHANGED"
  | "REJECTED"
  | "PREFLIGHT_FAILED"
  | "VERIFICATION_FAILED";

/** What every message says: what happened, what is true in the tenant now, and what to do. */
export interface Explanation {
  readonly what: string;
  readonly truth: string;
  readonly todo: string;
}

/** The one way a message is put together: the code first, so that it can be searched for. */
export function explain(code: ErrorCode, { what, truth, todo }: Explanation): string {
  return `${code}: ${what} ${truth} ${todo}`;
}

/**
 * An expected failure. Its message is all there is: no cause, and no stack, because the provider process
 * prints stacks and an SDK's error in one would carry the response body along.
 */
export class SmtpProviderError extends Error {
  override readonly name = "SmtpProviderError";
  readonly code: ErrorCode;
  readonly explanation: Explanation;

  constructor(code: ErrorCode, explanation: Explanation) {
    super(explain(code, explanation));
    this.code = code;
    this.explanation = explanation;
    this.stack = this.message;
  }

  /** The same failure, where something else is true of the tenant. */
  withTruth(truth: string): SmtpProviderError {
    return new SmtpProviderError(this.code, { ...this.explanation, truth });
  }
}
