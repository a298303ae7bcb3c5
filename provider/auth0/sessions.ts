import { readText } from "../files/read-text";
import type { Sources } from "./credentials";
import { findCredentials } from "./find-credentials";
import { Network } from "./network";
import { Session } from "./session";
import { readTenants, type Tenants } from "./tenants";

/** How large a list of tenants may be: thousands of them, with a private key each. */
const TENANTS_MAX_KIB = 16 * 1024;

/** The sessions of one process: one tenant, one token. */
export class Sessions {
  private readonly byDomain = new Map<string, Session>();
  private readonly sources: Sources;
  private readonly tenants: Tenants;
  private readonly network: Network;

  constructor(sources: Omit<Sources, "readFile">) {
    this.sources = { ...sources, readFile: (path) => readText(path, TENANTS_MAX_KIB) };
    this.tenants = readTenants(this.sources);
    this.network = new Network(sources.env);
  }

  /**
   * The tenants that have credentials of their own in a list, canonical.
   *
   * @throws SmtpProviderError `CREDENTIALS_INVALID`
   */
  listed(): readonly string[] {
    return this.tenants.domains();
  }

  /** @throws SmtpProviderError `CREDENTIALS_MISSING`, `CREDENTIALS_INVALID` */
  for(domain: string): Session {
    const known = this.byDomain.get(domain);
    if (known) return known;
    const session = new Session(
      domain,
      findCredentials(domain, this.sources, this.tenants),
      this.sources.env,
      this.network,
    );
    this.byDomain.set(domain, session);
    return session;
  }
}
