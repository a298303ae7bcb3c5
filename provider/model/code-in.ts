import type { ErrorCode } from "./errors";

/** Complete by its type: a code that is missing here does not compile. */
const CODES: Readonly<Record<ErrorCode, true>> = {
  INVALID_INPUT: true,
  PASSWORD_REQUIRED: true,
  PASSWORD_UNREADABLE: true,
  DUPLICATE_DOMAIN: true,
  CREDENTIALS_MISSING: true,
  CREDENTIALS_INVALID: true,
  UNAUTHORIZED: true,
  MISSING_SCOPE: true,
  RATE_LIMITED: true,
  UNREACHABLE: true,
  PROVIDER_EXISTS: true,
  PROVIDER_MISSING: true,
  PROVIDER_CHANGED: true,
  REJECTED: true,
  PREFLIGHT_FAILED: true,
  VERIFICATION_FAILED: true,
};

const isErrorCode = (word: string): word is ErrorCode => Object.hasOwn(CODES, word);

/** A word in capitals and a colon, as each message of this package begins. A colour's end (`m`) may stand before it. */
const CODE = /(?<![A-Z0-9_])([A-Z]+(?:_[A-Z]+)*):(?=\s|$)/g;

/**
 * The stable code of a failure in a message that Pulumi prints, for scripts: the first one, wherever Pulumi put it.
 *
 * @param message what Pulumi printed: one diagnostic, or its whole output
 * @returns undefined where the message has no code of this package
 * @example
 * try {
 *   await stack.up();
 * } catch (error) {
 *   if (codeIn(String(error)) === "RATE_LIMITED") await tryAgainLater();
 *   else throw error;
 * }
 */
export function codeIn(message: string): ErrorCode | undefined {
  for (const [, word = ""] of message.matchAll(CODE)) if (isErrorCode(word)) return word;
  return undefined;
}
