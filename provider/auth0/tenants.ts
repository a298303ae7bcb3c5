import { z } from "zod";
import { SmtpProviderError } from "../errors";
import { canonicalDomain } from "../inputs/host";
import { assemble, type Credentials, type Sources } from "./credentials";

const part = z.string().min(1).optional();

const entry = z.strictObject({
  clientId: part,
  clientSecret: part,
  apiToken: part,
  clientAssertionPrivateKey: part,
  clientAssertionSigningAlg: part,
});

/**
 * All tenants that have credentials of their own, by canonical domain. The environment's entries come before those of
 * config `auth0:tenants`.
 *
 * @throws SmtpProviderError `CREDENTIALS_INVALID` where a list is no JSON or an entry makes no credentials; it names
 * the list and the domain, never a value
 */
export function readTenants(sources: Sources): ReadonlyMap<string, Credentials> {
  return new Map([
    ...parse("config auth0:tenants", sources.config("auth0:tenants")),
    ...parse(`the file named by AUTH0_TENANTS_FILE`, tenantsFile(sources)),
    ...parse("AUTH0_TENANTS", sources.env.AUTH0_TENANTS),
  ]);
}

function tenantsFile({ env, readFile }: Sources): string | undefined {
  if (!env.AUTH0_TENANTS_FILE) return undefined;
  try {
    return readFile(env.AUTH0_TENANTS_FILE);
  } catch {
    throw invalid("The file named by AUTH0_TENANTS_FILE cannot be read.");
  }
}

function parse(where: string, text: string | undefined): [string, Credentials][] {
  if (!text) return [];
  const list = z.record(z.string(), z.unknown()).safeParse(parseJson(where, text));
  if (!list.success) throw invalid(`${where} must be a JSON object with a domain for each name.`);
  return Object.entries(list.data).map(([domain, value]) => {
    const parsed = entry.safeParse(value);
    const credentials = parsed.success ? assemble(parsed.data) : undefined;
    if (!credentials) {
      throw invalid(
        `In ${where}, the entry for ${JSON.stringify(domain)} must have clientId and clientSecret, or apiToken, or ` +
          "clientId, clientAssertionPrivateKey and clientAssertionSigningAlg, each a string, and nothing else.",
      );
    }
    return [canonicalDomain(domain), credentials];
  });
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
