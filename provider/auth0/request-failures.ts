import { SmtpProviderError } from "../model/errors";
import type { NoAnswer } from "./no-answer";

/** @internal */
export const NOT_CARRIED_OUT = "The request was not carried out; the tenant is as it was.";

export function rateLimited(domain: string): SmtpProviderError {
  return new SmtpProviderError("RATE_LIMITED", {
    what: `${domain} asks to wait for longer than the 120 seconds an operation may take (status 429).`,
    truth: NOT_CARRIED_OUT,
    todo: "Run it again later, with fewer operations on this tenant at a time.",
  });
}

/** @param tries how often it was tried */
export function noToken(domain: string, noAnswer: NoAnswer, tries: number): SmtpProviderError {
  return new SmtpProviderError("UNREACHABLE", {
    what: `https://${domain}/oauth/token gave no token: ${noAnswer.seen}, ${times(tries)}.`,
    truth: NOT_CARRIED_OUT,
    todo: noAnswer.advice,
  });
}

/** @param path what was asked for, as it is named in messages */
export function unsent(domain: string, path: string, noAnswer: NoAnswer, tries: number): SmtpProviderError {
  return new SmtpProviderError("UNREACHABLE", {
    what: `https://${domain}${path} could not be reached: ${noAnswer.seen}, ${times(tries)}.`,
    truth: NOT_CARRIED_OUT,
    todo: noAnswer.advice,
  });
}

export function unreadable(
  domain: string,
  path: string,
  noAnswer: Pick<NoAnswer, "seen" | "advice">,
  tries: number,
): SmtpProviderError {
  return new SmtpProviderError("UNREACHABLE", {
    what: `https://${domain}${path} could not be read: ${noAnswer.seen}, ${times(tries)}.`,
    truth: "Nothing was changed; what the tenant has now is not known.",
    todo: noAnswer.advice,
  });
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

/** Auth0 refused the request itself. */
export function rejected(domain: string, method: string, status: number): SmtpProviderError {
  return new SmtpProviderError("REJECTED", {
    what: `${domain} refused the ${method} of its e-mail provider (status ${status}).`,
    truth: NOT_CARRIED_OUT,
    todo: "Compare the inputs with Auth0's Management API reference, and look at the tenant's logs for the reason.",
  });
}
