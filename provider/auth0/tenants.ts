import { z } from "zod";
import { UnreadableFile } from "../files/read-text";
import { canonicalDomain, problemWithDomain } from "../inputs/host";
import { assemble, type Credentials, type Sources } from "./credentials";
import { invalidCredentials, judged } from "./judge-credentials";

const part = z.string().min(1).optional();

const entry = z.strictObject({
  clientId: part,
  clientSecret: part,
  apiToken: part,
  clientAssertionPrivateKey: part,
  clientAssertionSigningAlg: part,
  audience: part,
});

/** The tenants that have credentials of their own. */
export interface Tenants {
  /**
   * All of them, canonical.
   *
   * @throws SmtpProviderError `CREDENTIALS_INVALID` where a list cannot be read
   */
  readonly domains: () => readonly string[];
  /**
   * Reads no further than to the first list that has the tenant.
   *
   * @param domain canonical
   * @throws SmtpProviderError `CREDENTIALS_INVALID` where a list on the way cannot be read (it names the list, never a
   * value), or the tenant's entry makes no credentials, or its key is not written as a domain
   */
  readonly get: (domain: string) => Credentials | undefined;
}

/**
 * The lists of tenants: the environment's before that of config. Each is read when it is come to, and an entry is
 * judged when it is asked for, so that what is not needed stops nobody.
 */
export function readTenants(sources: Sources): Tenants {
  const { env, config, namespace = "auth0" } = sources;
  const lists = [
    lazily("AUTH0_TENANTS", () => env.AUTH0_TENANTS),
    lazily("the file named by AUTH0_TENANTS_FILE", () => tenantsFile(sources)),
    lazily(`config ${namespace}:tenants`, () => config(`${namespace}:tenants`)),
  ];
  return {
    domains: () => [...new Set(lists.flatMap((list) => [...list().keys()]))],
    get(domain) {
      for (const list of lists) {
        const found = list().get(domain);
        if (found) return credentials(found, domain);
      }
      return undefined;
    },
  };
}

/** An entry of a list, under the key as it is written there. */
interface Entry {
  readonly where: string;
  readonly key: string;
  readonly value: unknown;
}

type List = ReadonlyMap<string, Entry>;

function lazily(where: string, text: () => string | undefined): () => List {
  let list: List | undefined;
  return () => {
    list ??= readList(where, text());
    return list;
  };
}

function tenantsFile({ env, readFile }: Sources): string | undefined {
  if (!env.AUTH0_TENANTS_FILE) return undefined;
  try {
    return readFile(env.AUTH0_TENANTS_FILE);
  } catch (error) {
    const problem = error instanceof UnreadableFile ? error.message : "cannot be read";
    throw invalidCredentials(
      `The file named by AUTH0_TENANTS_FILE ${problem}.`,
      "Set AUTH0_TENANTS_FILE to the path of a text file that this process may read.",
    );
  }
}

function readList(where: string, text: string | undefined): List {
  const parsed = z.record(z.string(), z.unknown()).safeParse(text ? parseJson(where, text) : {});
  if (!parsed.success) {
    throw invalidCredentials(`${where} must be a JSON object with a domain for each name.`, FORM);
  }
  const entries = Object.entries(parsed.data).map(([key, value]) => ({ where, key, value }));
  // A key that is written as it should be comes before one that only means the same tenant.
  const [wrong, right] = [entries.filter(isMiswritten), entries.filter((one) => !isMiswritten(one))];
  return new Map([...wrong, ...right].map((one) => [domainIn(one.key), one]));
}

const FORM = 'Write it as {"<domain>": {"clientId": "…", "clientSecret": "…"}}.';

const isMiswritten = ({ key }: Entry) => problemWithDomain(key) !== undefined;

/** The domain that a key means: people copy it as a web address, from files with a byte order mark, with a dot. */
function domainIn(key: string): string {
  const [, host = key] =
    /^[\s\u200b\ufeff]*(?:[a-z]+:\/\/)?([^/?#\s\u200b\ufeff]+?)\.?(?:[/?#].*)?[\s\u200b\ufeff]*$/i.exec(
      key,
    ) ?? [];
  return canonicalDomain(host);
}

function credentials({ where, key, value }: Entry, domain: string): Credentials {
  const problem = problemWithDomain(key);
  if (problem !== undefined) {
    throw invalidCredentials(`In ${where}, the name for ${domain} ${problem}.`, `Write "${domain}".`);
  }
  const parsed = entry.safeParse(value);
  const assembled = parsed.success ? assemble(parsed.data) : undefined;
  if (assembled) return judged(assembled, (part) => `${part} of ${domain} in ${where}`);
  throw invalidCredentials(
    `In ${where}, the entry for ${domain} must have clientId and clientSecret, or apiToken, or clientId, ` +
      "clientAssertionPrivateKey and clientAssertionSigningAlg; it may also have audience. Each is a string, and nothing " +
      "else may be in it.",
    "Correct the entry, and run it again.",
  );
}

/** The parser's own error quotes the text, which is all secrets. */
function parseJson(where: string, text: string): unknown {
  if (text.startsWith("\ufeff")) {
    throw invalidCredentials(
      `${where} begins with a byte order mark, which JSON must not.`,
      "Save the text as UTF-8 without a byte order mark (BOM).",
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    throw invalidCredentials(`${where} is not JSON.`, FORM);
  }
}
