import { SERVER_INPUTS } from "../inputs/names";
import { UNKNOWN } from "../inputs/unknown";

/** The part of the inputs that decides where the password would be sent. Unknown values stand as such. */
export interface Destination {
  readonly domain?: unknown;
  readonly host?: unknown;
  readonly port?: unknown;
  readonly username?: unknown;
  /** What Auth0 was found to have, where that is not SMTP. */
  readonly providerName?: unknown;
}

/** One reason why the password is needed. `from` and `to` are there for a changed input. */
export type Reason =
  | { readonly kind: "created" }
  | { readonly kind: "foreign"; readonly provider: string }
  | {
      readonly kind: "changed";
      readonly input: (typeof SERVER_INPUTS)[number];
      readonly from: unknown;
      readonly to: unknown;
    };

/**
 * Why the password must be in the new inputs; empty when it may be left out.
 *
 * Auth0's rule (in force since 2025-11-13, "Deprecations and migrations"): whoever may change the host alone could
 * have Auth0 hand the stored password to a server of theirs. So a change of host, port or username needs it, and so
 * does a provider that is created, adopted, or switched back to SMTP.
 *
 * @param known what Auth0 is known to have; undefined where the resource is yet to be created
 * @param next what the program wants; a value that is not known yet gives no reason
 */
export function reasonsForPassword(known: Destination | undefined, next: Destination): readonly Reason[] {
  if (known === undefined || (next.domain !== UNKNOWN && known.domain !== next.domain)) {
    return [{ kind: "created" }];
  }
  const reasons: Reason[] = [];
  if (typeof known.providerName === "string" && known.providerName !== "smtp") {
    reasons.push({ kind: "foreign", provider: known.providerName });
  }
  for (const input of SERVER_INPUTS) {
    const [from, to] = [known[input], next[input]];
    if (to !== UNKNOWN && from !== to) reasons.push({ kind: "changed", input, from, to });
  }
  return reasons;
}

/** The reasons in words. An input that is or was a secret, or may be, is said to change, but not from what to what. */
export function describeReasons(reasons: readonly Reason[], secrets: ReadonlySet<string>): string {
  return reasons.map((reason) => describe(reason, secrets)).join("; ");
}

function describe(reason: Reason, secrets: ReadonlySet<string>): string {
  switch (reason.kind) {
    case "created":
      return "the provider has not been created or adopted yet";
    case "foreign":
      return `the tenant has the e-mail provider "${reason.provider}", not SMTP`;
    case "changed":
      return secrets.has(reason.input)
        ? `${reason.input} changes (not shown: it may be a secret)`
        : `${reason.input} changes from ${JSON.stringify(reason.from)} to ${JSON.stringify(reason.to)}`;
  }
}
