import type { Tried } from "./credential-failures";
import type { Credentials } from "./credentials";
import { askForGrant, type Connection, type Grant } from "./grant";
import { guardedFetch } from "./guarded-fetch";
import type { Network } from "./network";
import { type ManagementClient, sdk } from "./sdk";

/** How long one request may take, in milliseconds, unless `AUTH0_REQUEST_TIMEOUT_SECONDS` says otherwise. */
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * One tenant's client, with its token: fetched once however many calls wait for it, and anew when it has expired.
 * A token that was refused is given up with {@link Session.renew}.
 */
export class Session {
  readonly domain: string;
  readonly renewable: boolean;
  /** What failures say of the credentials. */
  readonly tried: Tried;
  /** Asks for a token of its own, to see what it grants; call it through `send`. */
  readonly grant: () => Promise<Grant>;
  private readonly make: () => ManagementClient;
  private current: ManagementClient;

  constructor(
    domain: string,
    credentials: Credentials,
    env: Readonly<Record<string, string | undefined>>,
    network: Network,
  ) {
    this.domain = domain;
    this.tried = { domain, kind: credentials.kind, audience: audienceOf(credentials) !== undefined };
    this.renewable = credentials.kind !== "token";
    const timeoutMs = requestTimeout(env.AUTH0_REQUEST_TIMEOUT_SECONDS);
    const { name, version } = packageInfo();
    const connection = {
      domain,
      audience: audienceOf(credentials) ?? `https://${domain}/api/v2/`,
      fetch: guardedFetch(domain, timeoutMs, network),
      clientInfo: { name, version },
    };
    this.make = () => connect(connection, credentials, timeoutMs);
    this.grant = () => askForGrant(credentials, connection);
    this.current = this.make();
  }

  get client(): ManagementClient {
    return this.current;
  }

  /** Gives up the token of `refused`, once for all calls that were refused with it. */
  renew(refused: ManagementClient): void {
    if (this.current === refused) this.current = this.make();
  }
}

function audienceOf(credentials: Credentials): string | undefined {
  return credentials.kind === "token" ? undefined : credentials.audience;
}

/** How this package tells Auth0 who it is (`Auth0-Client`). */
function packageInfo(): { readonly name: string; readonly version: string } {
  return require("../../package.json");
}

function connect(connection: Connection, credentials: Credentials, timeoutMs: number): ManagementClient {
  const { ManagementClient } = sdk();
  const common = { ...connection, maxRetries: 0, timeoutInSeconds: timeoutMs / 1000 };
  switch (credentials.kind) {
    case "token":
      return new ManagementClient({ ...common, token: credentials.apiToken });
    case "secret":
      return new ManagementClient({
        ...common,
        clientId: credentials.clientId,
        clientSecret: credentials.clientSecret,
      });
    case "assertion":
      return new ManagementClient({
        ...common,
        clientId: credentials.clientId,
        clientAssertionSigningKey: credentials.privateKey,
        clientAssertionSigningAlg: credentials.alg,
      });
  }
}

/** Seconds from 1 to 120; anything else is the default. */
function requestTimeout(seconds: string | undefined): number {
  const value = Number(seconds);
  return value >= 1 && value <= 120 ? value * 1000 : REQUEST_TIMEOUT_MS;
}
