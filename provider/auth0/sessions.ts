import { readText } from "../files/read-text";
import type { Sources } from "./credentials";
import { findCredentials } from "./find-credentials";
import { Session } from "./session";
import { readTenants, type Tenants } from "./tenants";

/** How large a list of tenants may be: thousands of them, with a private key each. */
const TENANTS_MAX_KIB = 16 * 1024;

/** The sessions of one process: one tenant, one token. */
export class Sessions {
  private readonly byDomain = new Map<string, Session>();
  private readonly sources: Sources;
  private tenants: Tenants | undefined;

  constructor(env: Sources["env"], config: Sources["config"]) {
    this.sources = { env, config, readFile: (path) => readText(path, TENANTS_MAX_KIB) };
  }

  /**
   * The tenants that have credentials of their own in a list, canonical.
   *
   * @throws SmtpProviderError `CREDENTIALS_INVALID`
   */
  listed(): readonly string[] {
    this.tenants ??= readTenants(this.sources);
    return this.tenants.domains;
  }

  /** @throws SmtpProviderError `CREDENTIALS_MISSING`, `CREDENTIALS_INVALID` */
  for(domain: string): Session {
    const known = this.byDomain.get(domain);
    if (known) return known;
    this.tenants ??= readTenants(this.sources);
    const session = new Session(
      domain,
      findCredentials(domain, this.sources, this.tenants),
      this.sources.env,
    );
    this.byDomain.set(domain, session);
    return session;
  }
}
