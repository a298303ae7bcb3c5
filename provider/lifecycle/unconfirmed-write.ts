import { SmtpProviderError } from "../model/errors";
import type { Remote } from "../model/remote";
import { describeRemote } from "./provider-failures";

/**
 * @param noAnswer what came instead of an answer, and what to do about it
 * @param found what the last look at the tenant showed
 */
export function unclear(
  domain: string,
  method: string,
  { seen, advice }: { readonly seen: string; readonly advice: string },
  found: Remote | undefined,
): SmtpProviderError {
  return new SmtpProviderError("UNREACHABLE", {
    what: `It is not clear whether ${domain} carried out the ${method} of its e-mail provider (${seen}).`,
    truth: `When last looked at, the tenant had ${found ? describeRemote(found) : "no e-mail provider"}.`,
    todo: `Nothing was recorded as done. ${advice}`,
  });
}

/**
 * A failure as what it is after a write whose outcome is not clear: then it is not true that the tenant is as it was.
 *
 * @param method the write that was not confirmed; undefined where there is none
 */
export function afterUnconfirmed(method: string | undefined, error: SmtpProviderError): SmtpProviderError {
  if (method === undefined) return error;
  return error.withTruth(
    `It is not clear whether Auth0 carried out the ${method} before it. Nothing was recorded as done.`,
  );
}

/** Lets the failure of `work` through as {@link afterUnconfirmed}. */
export function whileUnconfirmed<T>(method: string | undefined, work: Promise<T>): Promise<T> {
  return restated(work, (error) => afterUnconfirmed(method, error));
}

/** Lets a failure through as one before which other requests were made, and came to nothing. */
export function afterOtherRequests<T>(work: Promise<T>): Promise<T> {
  return restated(work, (error) => error.withTruth("No request changed the tenant."));
}

async function restated<T>(
  work: Promise<T>,
  restate: (error: SmtpProviderError) => SmtpProviderError,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof SmtpProviderError ? restate(error) : error;
  }
}
