/** What proves to Auth0 that we may manage a tenant. */
export type Credentials =
  | { readonly kind: "secret"; readonly clientId: string; readonly clientSecret: string }
  | {
      readonly kind: "assertion";
      readonly clientId: string;
      readonly privateKey: string;
      readonly alg: string;
    }
  | { readonly kind: "token"; readonly apiToken: string };

/** The parts of a set of credentials, under the names that tenants' lists and config give them. */
export interface CredentialParts {
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly apiToken?: string | undefined;
  readonly clientAssertionPrivateKey?: string | undefined;
  readonly clientAssertionSigningAlg?: string | undefined;
}

/** Where credentials are looked for: the process environment, and the stack's config as the engine hands it over. */
export interface Sources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly config: (key: string) => string | undefined;
  /** A text file, whole. @throws UnreadableFile */
  readonly readFile: (path: string) => string;
}

/** One set of credentials out of its parts; undefined where the parts make none. */
export function assemble(parts: CredentialParts): Credentials | undefined {
  const { clientId, clientSecret, apiToken, clientAssertionPrivateKey, clientAssertionSigningAlg } = parts;
  if (clientId && clientSecret) return { kind: "secret", clientId, clientSecret };
  if (apiToken) return { kind: "token", apiToken };
  if (clientId && clientAssertionPrivateKey && clientAssertionSigningAlg) {
    return {
      kind: "assertion",
      clientId,
      // A PEM key in an environment variable often has its line breaks written as \n.
      privateKey: clientAssertionPrivateKey.replaceAll("\\n", "\n"),
      alg: clientAssertionSigningAlg,
    };
  }
  return undefined;
}
