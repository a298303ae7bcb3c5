/** What proves to Auth0 that we may manage a tenant. */
export type Credentials =
  | {
      readonly kind: "secret";
      readonly clientId: string;
      readonly clientSecret: string;
      readonly audience?: string;
    }
  | {
      readonly kind: "assertion";
      readonly clientId: string;
      readonly privateKey: string;
      readonly alg: string;
      readonly audience?: string;
    }
  | { readonly kind: "token"; readonly apiToken: string };

/** The parts of a set of credentials, under the names that tenants' lists and config give them, and their variables. */
export const PARTS = {
  clientId: "AUTH0_CLIENT_ID",
  clientSecret: "AUTH0_CLIENT_SECRET",
  apiToken: "AUTH0_API_TOKEN",
  clientAssertionPrivateKey: "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY",
  clientAssertionSigningAlg: "AUTH0_CLIENT_ASSERTION_SIGNING_ALG",
  audience: "AUTH0_AUDIENCE",
} as const;

export type Part = keyof typeof PARTS;

export type CredentialParts = { readonly [part in Part]?: string | undefined };

/** The config namespace of the dynamic resource (the official Auth0 provider's), and of the plugin. */
export type ConfigNamespace = "auth0" | "auth0-smtp";

/** Where credentials are looked for: the process environment, and the stack's config as the engine hands it over. */
export interface Sources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly config: (key: string) => string | undefined;
  /** Which namespace of config its keys have. @default "auth0" */
  readonly namespace?: ConfigNamespace | undefined;
  /** A text file, whole. @throws UnreadableFile */
  readonly readFile: (path: string) => string;
  /** Why config is no place for credentials here, in a sentence; undefined where it is one. */
  readonly noConfig?: (() => string | undefined) | undefined;
}

/** One set of credentials out of its parts; undefined where the parts make none. */
export function assemble(parts: CredentialParts): Credentials | undefined {
  const { clientId, clientSecret, apiToken, clientAssertionPrivateKey, clientAssertionSigningAlg } = parts;
  const audience = parts.audience ? { audience: parts.audience } : {};
  if (clientId && clientSecret) return { kind: "secret", clientId, clientSecret, ...audience };
  if (apiToken) return { kind: "token", apiToken };
  if (clientId && clientAssertionPrivateKey && clientAssertionSigningAlg) {
    return {
      kind: "assertion",
      clientId,
      // A PEM key in an environment variable often has its line breaks written as \n.
      privateKey: clientAssertionPrivateKey.replaceAll("\\n", "\n"),
      alg: clientAssertionSigningAlg,
      ...audience,
    };
  }
  return undefined;
}
