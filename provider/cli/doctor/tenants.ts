import type { Command } from "commander";
import type { Grant } from "../../auth0/grant";
import { grantOf } from "../../auth0/mail-scopes";
import { Patience, systemClock } from "../../auth0/patience";
import { proxyFor } from "../../auth0/proxy";
import { clockDifference } from "../../auth0/server-clock";
import type { Session } from "../../auth0/session";
import { fail, type Judgement, pass, skipped, warn } from "../../smtp/finding";
import { reportedFailureOf } from "../reported-failure";
import { allTenants, forEachTenant, sessionsOf, sessionWith } from "../tenants";
import type { Terminal } from "../terminal";
import type { DoctorFinding } from "./doctor-finding";

/** What the resource needs, and what only commands of this command line need. */
const NEEDED = ["create", "read", "update", "delete"].map((verb) => `${verb}:email_provider`);
const USEFUL: Readonly<Record<string, string>> = { "update:users": "verify", "read:logs": "verify, logs" };

/** Credentials and scopes of every tenant that the environment names. */
export async function tenantFindings(call: Command, terminal: Terminal): Promise<DoctorFinding[]> {
  try {
    const sessions = sessionsOf(terminal);
    const domains = allTenants(sessions, terminal);
    if (domains.length === 0) return [{ code: "CREDENTIALS", ...NONE }];
    const found = await forEachTenant(domains, (tenant) =>
      findingsOn(tenant, () => sessionWith(tenant, sessions, call), terminal),
    );
    const clock = found.flatMap((one) => one.clock ?? [])[0];
    return [...found.flatMap(({ findings }) => findings), ...(clock ? [clock] : [])];
  } catch (error) {
    return [{ code: "CREDENTIALS", ...unusable("all tenants", error) }];
  }
}

const NONE = warn(
  "the environment names no tenant",
  "Run: export AUTH0_DOMAIN=<tenant> AUTH0_CLIENT_ID=<id> AUTH0_CLIENT_SECRET=<secret>, or AUTH0_TENANTS. " +
    "If they are in the stack's config (auth0:domain and so on), only Pulumi reads them.",
);

interface FoundOfTenant {
  readonly findings: readonly DoctorFinding[];
  /** Where Auth0 has answered. */
  readonly clock?: DoctorFinding | undefined;
}

async function findingsOn(tenant: string, open: () => Session, { env }: Terminal): Promise<FoundOfTenant> {
  try {
    const session = open();
    const grant = await grantOf(session, new Patience(systemClock));
    const seen = grant.confirmed
      ? `${tenant} gives a token${way(tenant, env)}`
      : `${tenant}: an API token (not tried)`;
    return {
      findings: [
        { code: "CREDENTIALS", tenant, ...pass(seen) },
        { code: "SCOPES", tenant, ...judgeScopes(tenant, grant, session.renewable) },
      ],
      clock: grant.answered && { code: "CLOCK", ...judgeClock(grant.answered) },
    };
  } catch (error) {
    return { findings: [{ code: "CREDENTIALS", tenant, ...unusable(tenant, error) }] };
  }
}

function way(tenant: string, env: Terminal["env"]): string {
  const proxy = proxyFor(new URL(`https://${tenant}`), env);
  return proxy && "address" in proxy ? `, through the proxy ${proxy.address}` : "";
}

function judgeClock({ theirs, ours }: NonNullable<Grant["answered"]>): Judgement {
  const difference = clockDifference(theirs, ours);
  if (difference === undefined) return pass("this machine's clock agrees with Auth0's");
  return warn(
    `this machine's clock is ${difference} Auth0's`,
    "Set the clock. What a private key signs is valid for 3 minutes, and certificates are judged by the clock.",
  );
}

const unusable = (whose: string, error: unknown): Judgement =>
  fail(`${whose}: the credentials cannot be used`, reportedFailureOf(error).message);

function judgeScopes(tenant: string, { scopes }: Grant, application: boolean): Judgement {
  if (!scopes) return skipped(`${tenant}: the token does not say what it grants`);
  const missing = NEEDED.filter((scope) => !scopes.has(scope));
  const wanting = Object.keys(USEFUL).filter((scope) => !scopes.has(scope));
  const mend = () => mending([...scopes, ...missing, ...wanting], application);
  if (missing.length > 0) return fail(`${tenant}: ${missing.join(" ")} not granted`, mend());
  if (wanting.length === 0) return pass(`${tenant}: every needed scope is granted`);
  const uses = wanting.map((scope) => `${scope} (for ${USEFUL[scope]})`).join(", ");
  return warn(`${tenant}: all that the resource needs; not granted: ${uses}`, mend());
}

/** A change of a grant replaces its whole list, so the list has to be whole. */
function mending(scopes: readonly string[], application: boolean): string {
  if (!application) return `Make a new API token with these scopes: ${scopes.join(" ")}`;
  const body = JSON.stringify({ scope: scopes.toSorted() });
  return (
    'Run: auth0 api patch "client-grants/<grant id>" --data ' +
    `'${body}' (its id: auth0 api get client-grants -q client_id=<client id>), or in the Dashboard: ` +
    "Applications > APIs > Auth0 Management API > Machine to Machine Applications."
  );
}
