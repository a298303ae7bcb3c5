import type { KeyObject } from "node:crypto";
import { CLIENT } from "./client.ts";
import type { StoredProvider } from "./email-provider.ts";
import { type Fault, type FaultOptions, FaultQueue } from "./faults.ts";
import { type LogEvent, logEvent, type NewLogEvent } from "./logs.ts";
import type { Bucket, Level } from "./rate-limit.ts";

/** Accepted clients: client_id → client_secret, or the public key that verifies its assertions (private_key_jwt). */
export type Clients = Readonly<Record<string, string | KeyObject>>;

export const defaultClients: Clients = { [CLIENT.AUTH0_CLIENT_ID]: CLIENT.AUTH0_CLIENT_SECRET };

export const emailProviderScopes = ["create", "read", "update", "delete"].map(
  (verb) => `${verb}:email_provider`,
);

/** What it takes to have Auth0 send a mail, and to read what came of it. */
export const mailScopes = ["update:users", "read:logs"];

/** One Auth0 tenant: what it has, what it accepts, and what goes wrong with it next. */
export class Tenant {
  readonly domain: string;
  readonly clients: Map<string, string | KeyObject>;
  /** What is granted to every token, at the time of the request. */
  readonly scopes: Set<string> = new Set(emailProviderScopes);
  /** Access tokens given out → when they expire (ms). `clear()` revokes them all. */
  readonly tokens: Map<string, number> = new Map();
  /** Static API tokens that are accepted too. */
  readonly apiTokens: Set<string> = new Set();
  readonly faults: FaultQueue = new FaultQueue();
  readonly buckets: Map<Bucket, Level> = new Map();
  tokenLifetimeSeconds = 86_400;
  /** The tenant's own name: another than `domain` where that is a custom domain. Its API's identifier has it. */
  ownName: string;
  /** Users by id, and their e-mail addresses. */
  readonly users: Map<string, string> = new Map();
  /** The tenant's log, oldest first. */
  readonly logs: LogEvent[] = [];
  /** What the tenant's SMTP server says to Auth0's mails from now on; undefined: it takes them. */
  mailError: string | undefined;
  /** Hands mails to the tenant's own SMTP server, which must be on loopback, and trusts this CA (PEM). Then what counts is
   * what that server says. */
  mailCa: string | undefined;
  /** How long an event is in the log before a search finds it, in ms. */
  logDelayMs = 0;
  readonly #foundFrom: WeakMap<LogEvent, number> = new WeakMap();
  #provider: StoredProvider | undefined;

  constructor(domain: string, clients: Clients = defaultClients) {
    this.domain = domain;
    this.ownName = domain;
    this.clients = new Map(Object.entries(clients));
  }

  /** A copy of what is stored, secrets included. */
  get provider(): StoredProvider | undefined {
    return structuredClone(this.#provider);
  }

  /** Somebody else's doing, by no request: sets the provider, or removes it. */
  setProvider(provider: StoredProvider | undefined): void {
    this.#provider = structuredClone(provider);
  }

  /** Somebody else's doing: changes some fields. Credentials are merged one by one, settings replaced. */
  patchProvider(change: Partial<StoredProvider>): void {
    if (!this.#provider) throw new Error(`${this.domain} has no provider to change`);
    const credentials = { ...this.#provider.credentials, ...change.credentials };
    this.setProvider({ ...this.#provider, ...change, credentials });
  }

  /** What a search finds now. */
  shownLogs(now: number): readonly LogEvent[] {
    return this.logs.filter((event) => (this.#foundFrom.get(event) ?? 0) <= now);
  }

  /** Adds an event to the log, at `now` (ms) unless it has a date of its own. */
  log(event: NewLogEvent, now: number = Date.now()): void {
    const logged = logEvent(event, this.logs.length, now);
    this.logs.push(logged);
    this.#foundFrom.set(logged, now + this.logDelayMs);
  }

  /** Plans a fault for a request to come; several queue up. */
  failNext(fault: Fault, options: FaultOptions = {}): void {
    this.faults.add(fault, options);
  }
}
