import { canonicalDomain, problemWithDomain } from "../inputs/host";
import { SmtpProviderError } from "../model/errors";
import {
  assemble,
  type ConfigNamespace,
  type Credentials,
  PARTS,
  type Part,
  type Sources,
} from "./credentials";
import { judged } from "./judge-credentials";
import { readTenants, type Tenants } from "./tenants";

/**
 * The credentials for one tenant, by the order of the contract: the entry for it in `AUTH0_TENANTS` or
 * `AUTH0_TENANTS_FILE`, then in config `auth0:tenants`; then single ones from the environment; then from config.
 * The environment comes before config because the engine hands `refresh` and `destroy` the config of the last `up`.
 * A source is read when it is come to: what comes after the one that is used stops nobody.
 *
 * Single credentials go only to the domain that is named beside them: one tenant's secret is never sent to another.
 *
 * @param domain canonical
 * @param tenants the lists of tenants, where they have been read already
 * @throws SmtpProviderError `CREDENTIALS_MISSING` where there are none, `CREDENTIALS_INVALID` where a list on the way
 * cannot be read, or those that were found cannot be used
 */
export function findCredentials(
  domain: string,
  sources: Sources,
  tenants: Tenants = readTenants(sources),
): Credentials {
  const entry = tenants.get(domain);
  if (entry) return entry;
  const { namespace = "auth0" } = sources;
  const env = (name: string) => sources.env[name] || undefined;
  const config = (key: string) => sources.config(`${namespace}:${key}`) || undefined;
  const found: string[] = [];
  const ofEnv = assembled((part) => env(PARTS[part]));
  const envDomain = env("AUTH0_DOMAIN") ?? config("domain");
  if (ofEnv && isFor(envDomain, domain)) return judged(ofEnv, (part) => PARTS[part]);
  if (ofEnv) found.push(elsewhere("the environment", envDomain));
  const ofConfig = assembled((part) => config(part));
  const configDomain = config("domain") ?? env("AUTH0_DOMAIN");
  if (ofConfig && isFor(configDomain, domain)) return judged(ofConfig, (part) => `${namespace}:${part}`);
  if (ofConfig) found.push(elsewhere("config", configDomain));
  throw missing(domain, found, namespace, sources.noConfig?.());
}

function assembled(read: (part: Part) => string | undefined): Credentials | undefined {
  return assemble({
    clientId: read("clientId"),
    clientSecret: read("clientSecret"),
    apiToken: read("apiToken"),
    clientAssertionPrivateKey: read("clientAssertionPrivateKey"),
    clientAssertionSigningAlg: read("clientAssertionSigningAlg"),
    audience: read("audience"),
  });
}

function isFor(named: string | undefined, domain: string): boolean {
  return named !== undefined && canonicalDomain(named) === domain;
}

function elsewhere(where: string, domain: string | undefined): string {
  if (domain === undefined)
    return `The credentials in ${where} have no domain beside them, so they are used for no tenant.`;
  const problem = problemWithDomain(domain);
  return problem === undefined
    ? `The credentials in ${where} are for ${domain}, and are used for no other tenant.`
    : `The credentials in ${where} are used for no tenant: the domain beside them ${problem}.`;
}

/** @param noConfig why config is no place for them, in a sentence */
function missing(
  domain: string,
  found: readonly string[],
  namespace: ConfigNamespace,
  noConfig: string | undefined,
): SmtpProviderError {
  const lists = noConfig
    ? "AUTH0_TENANTS or AUTH0_TENANTS_FILE"
    : `AUTH0_TENANTS, AUTH0_TENANTS_FILE or config ${namespace}:tenants`;
  return new SmtpProviderError("CREDENTIALS_MISSING", {
    what: [`There are no Management API credentials for ${domain}.`, ...found].join(" "),
    truth: "Nothing was sent to Auth0.",
    todo:
      `Add an entry for ${domain} to ${lists}; or set AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET (or AUTH0_API_TOKEN, or ` +
      "AUTH0_CLIENT_ID, AUTH0_CLIENT_ASSERTION_PRIVATE_KEY and AUTH0_CLIENT_ASSERTION_SIGNING_ALG) together with " +
      `AUTH0_DOMAIN=${domain}${noConfig ? `. ${noConfig}` : `; or the same in config (${namespace}:clientId and so on, ${namespace}:domain).`}`,
  });
}
