import { z } from "zod";
import type { Credentials } from "./credentials";
import { sdk } from "./sdk";
import { answeredAt } from "./server-clock";

/** What Auth0 grants to a set of credentials. */
export interface Grant {
  /** Undefined where neither the answer nor the token says. */
  readonly scopes: ReadonlySet<string> | undefined;
  /** Whether Auth0 was asked: an API token is only read. */
  readonly confirmed: boolean;
  /** When Auth0 answered, in ms, by its clock and by ours; undefined where it was not asked, or does not say. */
  readonly answered?: { readonly theirs: number; readonly ours: number } | undefined;
}

/** How a tenant is reached, as the SDK wants to know it. */
export interface Connection {
  readonly domain: string;
  /** What a token is asked for: the identifier of the tenant's Management API. */
  readonly audience: string;
  readonly fetch: typeof fetch;
  readonly clientInfo: { readonly name: string; readonly version: string };
}

/** Where a client has its token from, and what that token grants. */
export interface TokenSource {
  readonly token: () => Promise<string>;
  /** Of the token that is in use: it is asked for where there is none yet. */
  readonly grant: () => Promise<Grant>;
}

const withScope = z.object({ scope: z.string() });

/**
 * A token and its grant, by one token request; none for an API token, whose own claims are read (and not verified: that
 * is Auth0's affair). Sources: RFC 6749 §5.1 (`scope` in the answer); Auth0 puts the same into the token's claim of that
 * name.
 */
export function tokenSource(credentials: Credentials, connection: Connection): TokenSource {
  if (credentials.kind === "token") {
    const { apiToken } = credentials;
    return {
      token: async () => apiToken,
      grant: async () => ({ scopes: scopesIn(claims(apiToken)), confirmed: false }),
    };
  }
  let answer: unknown;
  let answered: Grant["answered"];
  const { TokenProvider } = sdk();
  const options = {
    ...connection,
    clientId: credentials.clientId,
    fetch: async (...request: Parameters<typeof fetch>) => {
      const response = await connection.fetch(...request);
      answer = await response.clone().json();
      const theirs = answeredAt(response.headers);
      answered = theirs === undefined ? undefined : { theirs, ours: Date.now() };
      return response;
    },
  };
  const provider =
    credentials.kind === "secret"
      ? new TokenProvider({ ...options, clientSecret: credentials.clientSecret })
      : new TokenProvider({
          ...options,
          clientAssertionSigningKey: credentials.privateKey,
          clientAssertionSigningAlg: credentials.alg,
        });
  return {
    token: () => provider.getAccessToken(),
    grant: async () => {
      const token = await provider.getAccessToken();
      return { scopes: scopesIn(answer) ?? scopesIn(claims(token)), confirmed: true, answered };
    },
  };
}

function scopesIn(value: unknown): ReadonlySet<string> | undefined {
  const parsed = withScope.safeParse(value);
  return parsed.success ? new Set(parsed.data.scope.split(" ").filter(Boolean)) : undefined;
}

/** The claims of a JWT (RFC 7519); undefined where the token is none. */
function claims(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  } catch {
    return undefined;
  }
}
