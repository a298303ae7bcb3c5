import type { Command } from "commander";
import type { Session } from "../auth0/session";
import { Sessions } from "../auth0/sessions";
import { canonicalDomain, problemWithDomain } from "../inputs/host";
import { calledWrongly } from "./arguments";
import type { Terminal } from "./terminal";

/** Sessions by the environment alone: the command line has no stack, and so no config. */
export const sessionsOf = ({ env }: Terminal): Sessions =>
  new Sessions({
    env,
    config: () => undefined,
    noConfig: () => "auth0-smtp reads the environment only, not a stack's config.",
  });

/**
 * The session with a tenant, whose name may come from the environment.
 *
 * @throws SmtpProviderError `INVALID_INPUT`, `CREDENTIALS_MISSING`, `CREDENTIALS_INVALID`
 */
export function sessionWith(domain: string, sessions: Sessions, call: Command): Session {
  const fault = problemWithDomain(domain);
  if (fault === undefined) return sessions.for(domain);
  throw calledWrongly(call.name(), `The tenant's domain, as the environment names it, ${fault}.`);
}

/** The tenant that is named, else that of AUTH0_DOMAIN. @throws SmtpProviderError `INVALID_INPUT` */
export function oneTenant(named: string | undefined, call: Command, { env }: Terminal): string {
  const domain = named ?? env.AUTH0_DOMAIN;
  if (domain) return canonicalDomain(domain);
  throw calledWrongly(call.name(), "No tenant is named: use --tenant, or set AUTH0_DOMAIN.");
}

/** Every tenant for which the environment has credentials. @throws SmtpProviderError `CREDENTIALS_INVALID` */
export function allTenants(sessions: Sessions, { env }: Terminal): readonly string[] {
  const own = env.AUTH0_DOMAIN ? [canonicalDomain(env.AUTH0_DOMAIN)] : [];
  return [...new Set([...sessions.listed(), ...own])];
}

/** How many tenants are asked at the same time. */
const AT_A_TIME = 10;

/** Does the work for each, some at a time, and gives the outcomes in the order of the items. */
export async function forEachTenant<T>(
  domains: readonly string[],
  work: (domain: string) => Promise<T>,
): Promise<T[]> {
  const outcomes = new Array<T>(domains.length);
  const waiting = domains.entries();
  const worker = async () => {
    for (const [at, domain] of waiting) outcomes[at] = await work(domain);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return outcomes;
}
