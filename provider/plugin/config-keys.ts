interface ConfigFacts {
  /** A sentence on it for the documents. */
  readonly meaning: string;
  /** It is always kept as a secret. */
  readonly secret?: true;
}

/** The provider's config: each key, in the order in which they are told of, and what there is to say of it. */
export const CONFIG_FACTS = {
  domain: { meaning: "The tenant that resources without a domain of their own are for." },
  tenants: {
    meaning:
      'Credentials by tenant, as JSON: {"<domain>": {"clientId": "…", "clientSecret": "…"}}, or with apiToken, or with ' +
      "clientId, clientAssertionPrivateKey and clientAssertionSigningAlg; each also with audience.",
    secret: true,
  },
  clientId: { meaning: "The client id of the application that manages the tenant `domain`." },
  clientSecret: { meaning: "Its client secret.", secret: true },
  apiToken: { meaning: "Instead of the application: a token for the Management API.", secret: true },
  clientAssertionPrivateKey: {
    meaning: "Instead of the client secret: the private key (PEM) that signs the client's assertion.",
    secret: true,
  },
  clientAssertionSigningAlg: { meaning: "The algorithm that it signs with, such as RS256." },
  audience: {
    meaning:
      "The Management API's audience, where `domain` is a custom domain: https://<tenant's own name>/api/v2/.",
  },
} as const satisfies Record<string, ConfigFacts>;

export type ConfigKey = keyof typeof CONFIG_FACTS;

export function isConfigKey(name: string): name is ConfigKey {
  return Object.hasOwn(CONFIG_FACTS, name);
}

export const CONFIG: readonly ConfigKey[] = Object.keys(CONFIG_FACTS).filter(isConfigKey);

/** Those that are always kept as secrets. */
export const SECRET_CONFIG: ReadonlySet<string> = new Set(
  CONFIG.filter((key) => "secret" in CONFIG_FACTS[key]),
);
