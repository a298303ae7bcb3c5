import { readFileSync } from "node:fs";
import { findCredentials } from "./find-credentials";
import { Session } from "./session";

/** The sessions of one process: one tenant, one token. */
export class Sessions {
  private readonly byDomain = new Map<string, Session>();
  private readonly env: Readonly<Record<string, string | undefined>>;
  private readonly config: (key: string) => string | undefined;

  constructor(
    env: Readonly<Record<string, string | undefined>>,
    config: (key: string) => string | undefined,
  ) {
    this.env = env;
    this.config = config;
  }

  /** @throws SmtpProviderError `CREDENTIALS_MISSING`, `CREDENTIALS_INVALID` */
  for(domain: string): Session {
    const known = this.byDomain.get(domain);
    if (known) return known;
    const readFile = (path: string) => readFileSync(path, "utf8");
    const credentials = findCredentials(domain, { env: this.env, config: this.config, readFile });
    const session = new Session(domain, credentials, this.env);
    this.byDomain.set(domain, session);
    return session;
  }
}
