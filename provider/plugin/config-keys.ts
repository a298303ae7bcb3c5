/** The keys of the provider's config, in the order in which they are told of. */
export const CONFIG = [
  "domain",
  "tenants",
  "clientId",
  "clientSecret",
  "apiToken",
  "clientAssertionPrivateKey",
  "clientAssertionSigningAlg",
  "audience",
] as const;

export type ConfigKey = (typeof CONFIG)[number];

/** Those that are always kept as secrets. */
export const SECRET_CONFIG: ReadonlySet<string> = new Set<ConfigKey>([
  "tenants",
  "clientSecret",
  "apiToken",
  "clientAssertionPrivateKey",
]);
