import type { Tried } from "./credential-failures";
import type { Credentials } from "./credentials";
import { type Connection, type Grant, type TokenSource, tokenSource } from "./grant";
import { guardedFetch } from "./guarded-fetch";
import { Heard } from "./heard";
import type { Network } from "./network";
import { type ManagementClient, sdk } from "./sdk";

/** How long one request may take, in milliseconds, unless `AUTH0_REQUEST_TIMEOUT_SECONDS` says otherwise. */
const REQUEST_TIMEOUT_MS = 30_000;

/** A client, and where it has its token from. */
interface Current {
  readonly client: ManagementClient;
  readonly source: TokenSource;
}

/**
 * One tenant's client, with its token: fetched once however many calls wait for it, and anew when it has expired.
 * A token that was refused is given up with {@link Session.renew}.
 */
export class Session {
  readonly domain: string;
  readonly renewable: boolean;
  /** What failures say of the credentials. */
  readonly tried: Tried;
  /** What the tenant's answers so far tell in their headers. */
  readonly heard = new Heard();
  private readonly make: () => Current;
  private current: Current;

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
      fetch: this.heeding(guardedFetch(domain, timeoutMs, network)),
      clientInfo: { name, version },
    };
    this.make = () => connect(connection, tokenSource(credentials, connection), timeoutMs);
    this.current = this.make();
  }

  get client(): ManagementClient {
    return this.current.client;
  }

  /** What the token in use grants; it is asked for where there is none yet. Call it through `grantOf`. */
  grant(): Promise<Grant> {
    return this.current.source.grant();
  }

  /** Gives up the token of `refused`, once for all calls that were refused with it. */
  renew(refused: ManagementClient): void {
    if (this.current.client === refused) this.current = this.make();
  }

  private heeding(ask: typeof fetch): typeof fetch {
    return async (input, init) => {
      const response = await ask(input, init);
      this.heard.note(new URL(input instanceof Request ? input.url : input).pathname, response.headers);
      return response;
    };
  }
}

function audienceOf(credentials: Credentials): string | undefined {
  return credentials.kind === "token" ? undefined : credentials.audience;
}

/** How this package tells Auth0 who it is (`Auth0-Client`). */
function packageInfo(): { readonly name: string; readonly version: string } {
  return require("../../package.json");
}

function connect(connection: Connection, source: TokenSource, timeoutMs: number): Current {
  const { ManagementClient } = sdk();
  const { domain, fetch, clientInfo } = connection;
  const client = new ManagementClient({
    domain,
    fetch,
    clientInfo,
    maxRetries: 0,
    timeoutInSeconds: timeoutMs / 1000,
    token: source.token,
  });
  return { client, source };
}

/** Seconds from 1 to 120; anything else is the default. */
function requestTimeout(seconds: string | undefined): number {
  const value = Number(seconds);
  return value >= 1 && value <= 120 ? value * 1000 : REQUEST_TIMEOUT_MS;
}
