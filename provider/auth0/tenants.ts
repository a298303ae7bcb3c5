import { z } from "zod";
import { UnreadableFile } from "../files/read-text";
import { canonicalDomain } from "../inputs/host";
import { SmtpProviderError } from "../model/errors";
import { assemble, type Credentials, type Sources } from "./credentials";

const part = z.string().min(1).optional();

const entry = z.strictObject({
  clientId: part,
  clientSecret: part,
  apiToken: part,
  clientAssertionPrivateKey: part,
  clientAssertionSigningAlg: part,
});

/** The tenants that have credentials of their own. */
export interface Tenants {
  /** All of them, canonical. */
  readonly domains: readonly string[];
  /**
   * @param domain canonical
   * @throws SmtpProviderError `CREDENTIALS_INVALID` where the tenant's entry makes no credentials
   */
  readonly get: (domain: string) => Credentials | undefined;
}

/**
 * The lists of tenants: the environment's before that of config. An entry is judged when it is asked for, so that one
 * bad entry among hundreds stops its own tenant only.
 *
 * @throws SmtpProviderError `CREDENTIALS_INVALID` where a list cannot be read; it names the list, never a value
 */
export function readTenants(sources: Sources): Tenants {
  const lists = [
    list("AUTH0_TENANTS", sources.env.AUTH0_TENANTS),
    list("the file named by AUTH0_TENANTS_FILE", tenantsFile(sources)),
    list("config auth0:tenants", sources.config("auth0:tenants")),
  ];
  return {
    domains: [...new Set(lists.flatMap(({ entries }) => [...entries.keys()]))],
    get(domain) {
      const found = lists.find(({ entries }) => entries.has(domain));
      return found && credentials(found.where, domain, found.entries.get(domain));
    },
  };
}

function tenantsFile({ env, readFile }: Sources): string | undefined {
  if (!env.AUTH0_TENANTS_FILE) return undefined;
  try {
    return readFile(env.AUTH0_TENANTS_FILE);
  } catch (error) {
    const fault = error instanceof UnreadableFile ? error.message : "cannot be read";
    throw invalid(`The file named by AUTH0_TENANTS_FILE ${fault}.`);
  }
}

function list(where: string, text: string | undefined) {
  const parsed = z.record(z.string(), z.unknown()).safeParse(text ? parseJson(where, text) : {});
  if (!parsed.success) throw invalid(`${where} must be a JSON object with a domain for each name.`);
  const entries = Object.entries(parsed.data).map(
    ([domain, value]) => [canonicalDomain(domain), value] as const,
  );
  return { where, entries: new Map(entries) };
}

function credentials(where: string, domain: string, value: unknown): Credentials {
  const parsed = entry.safeParse(value);
  const assembled = parsed.success ? assemble(parsed.data) : undefined;
  if (assembled) return assembled;
  throw invalid(
    `In ${where}, the entry for ${domain} must have clientId and clientSecret, or apiToken, or clientId, ` +
      "clientAssertionPrivateKey and clientAssertionSigningAlg, each a string, and nothing else.",
  );
}

/** The parser's own error quotes the text, which is all secrets. */
function parseJson(where: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(`${where} is not JSON.`);
  }
}

function invalid(what: string): SmtpProviderError {
  return new SmtpProviderError("CREDENTIALS_INVALID", {
    what,
    truth: "Nothing was sent to Auth0.",
    todo: "Mend it and run again.",
  });
}
