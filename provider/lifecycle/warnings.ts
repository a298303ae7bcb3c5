import type { Remote } from "../model/remote";

/** What stops nothing, and is said all the same. */

/** An update has found other settings in the tenant than those that were recorded. */
export function changedElsewhere(domain: string): string {
  return (
    `${domain}: somebody has changed its host, port or user name in Auth0 since it was last read. ` +
    "Run pulumi refresh, and look at the next preview."
  );
}

/** A delete was skipped, because the mail of the tenant would go down. */
export function keptForAnother(domain: string): string {
  return `${domain}: its SMTP provider was left in place, because a resource of the program manages this tenant.`;
}

/** A delete has found a provider that is no longer SMTP. */
export function notOurs(domain: string, found: Remote): string {
  return `${domain}: its e-mail provider is now "${found.name}", not SMTP. It is not ours and was left alone.`;
}

/** A change has proved itself, as far as that goes. */
export function noFailureSeen(domain: string, seconds: number): string {
  return (
    `${domain}: Auth0 has taken on a verification mail, and its logs show no failure within ${seconds} s. ` +
    "This is no proof of delivery."
  );
}
