import { SmtpProviderError } from "../model/errors";
import type { Unheard } from "./unheard";

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
export function noToken(domain: string, unheard: Unheard, tries: number): SmtpProviderError {
  return new SmtpProviderError("UNREACHABLE", {
    what: `No token could be had from https://${domain}/oauth/token: ${unheard.seen}, ${times(tries)}.`,
    truth: NOT_CARRIED_OUT,
    todo: unheard.advice,
  });
}

/** @param path what was asked for, as it is named in messages */
export function unsent(domain: string, path: string, unheard: Unheard, tries: number): SmtpProviderError {
  return new SmtpProviderError("UNREACHABLE", {
    what: `https://${domain}${path} could not be reached: ${unheard.seen}, ${times(tries)}.`,
    truth: NOT_CARRIED_OUT,
    todo: unheard.advice,
  });
}

export function unreadable(
  domain: string,
  path: string,
  unheard: Pick<Unheard, "seen" | "advice">,
  tries: number,
): SmtpProviderError {
  return new SmtpProviderError("UNREACHABLE", {
    what: `https://${domain}${path} could not be read: ${unheard.seen}, ${times(tries)}.`,
    truth: "Nothing was changed; what the tenant has now is not known.",
    todo: unheard.advice,
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
