import { canonicalDomain } from "../inputs/host";
import { SmtpProviderError } from "../model/errors";
import { assemble, type Credentials, type Sources } from "./credentials";
import { readTenants, type Tenants } from "./tenants";

/**
 * The credentials for one tenant, by the order of the contract: the entry for it in `AUTH0_TENANTS` or
 * `AUTH0_TENANTS_FILE`, then in config `auth0:tenants`; then single ones from the environment; then from config.
 * The environment comes before config because the engine hands `refresh` and `destroy` the config of the last `up`.
 *
 * Single credentials go only to the domain that is named beside them: one tenant's secret is never sent to another.
 *
 * @param domain canonical
 * @param tenants the lists of tenants, where they have been read already
 * @throws SmtpProviderError `CREDENTIALS_MISSING` where there are none, `CREDENTIALS_INVALID` where the list of
 * tenants cannot be read
 */
export function findCredentials(
  domain: string,
  sources: Sources,
  tenants: Tenants = readTenants(sources),
): Credentials {
  const env = (name: string) => sources.env[name] || undefined;
  const config = (key: string) => sources.config(`auth0:${key}`) || undefined;
  const entry = tenants.get(domain);
  if (entry) return entry;
  const ofEnv = assemble({
    clientId: env("AUTH0_CLIENT_ID"),
    clientSecret: env("AUTH0_CLIENT_SECRET"),
    apiToken: env("AUTH0_API_TOKEN"),
    clientAssertionPrivateKey: env("AUTH0_CLIENT_ASSERTION_PRIVATE_KEY"),
    clientAssertionSigningAlg: env("AUTH0_CLIENT_ASSERTION_SIGNING_ALG"),
  });
  const ofConfig = assemble({
    clientId: config("clientId"),
    clientSecret: config("clientSecret"),
    apiToken: config("apiToken"),
    clientAssertionPrivateKey: config("clientAssertionPrivateKey"),
    clientAssertionSigningAlg: config("clientAssertionSigningAlg"),
  });
  const envDomain = env("AUTH0_DOMAIN") ?? config("domain");
  const configDomain = config("domain") ?? env("AUTH0_DOMAIN");
  if (ofEnv && isFor(envDomain, domain)) return ofEnv;
  if (ofConfig && isFor(configDomain, domain)) return ofConfig;
  throw missing(domain, [
    ...(ofEnv ? [elsewhere("the environment", envDomain)] : []),
    ...(ofConfig ? [elsewhere("config", configDomain)] : []),
  ]);
}

function isFor(named: string | undefined, domain: string): boolean {
  return named !== undefined && canonicalDomain(named) === domain;
}

function elsewhere(where: string, domain: string | undefined): string {
  return domain === undefined
    ? `Those in ${where} name no domain, and so go to none.`
    : `Those in ${where} are for ${domain}, and go to no other.`;
}

function missing(domain: string, found: readonly string[]): SmtpProviderError {
  return new SmtpProviderError("CREDENTIALS_MISSING", {
    what: [`There are no Management API credentials for ${domain}.`, ...found].join(" "),
    truth: "Nothing was sent to Auth0.",
    todo:
      `Give ${domain} an entry in AUTH0_TENANTS, AUTH0_TENANTS_FILE or config auth0:tenants; or set ` +
      "AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET (or AUTH0_API_TOKEN, or AUTH0_CLIENT_ID, " +
      "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY and AUTH0_CLIENT_ASSERTION_SIGNING_ALG) together with " +
      `AUTH0_DOMAIN=${domain}; or the same in config (auth0:clientId and so on, auth0:domain).`,
  });
}
