import type { ConfigNamespace } from "../auth0/credentials";
import { Endpoint } from "../auth0/endpoint";
import type { Clock } from "../auth0/patience";
import { Sessions } from "../auth0/sessions";
import type { Peers } from "../run/peers";
import { RunTenants } from "../run/run-tenants";
import type { Log } from "./engine-log";
import { Handshakes } from "./handshakes";
import { RecordedInputs } from "./recorded-inputs";
import { noStackConfig, type StackConfig } from "./stack-config";
import { StatePasswords } from "./state-passwords";

/** What a run takes from the process that it is in. */
export interface RunOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  /** The other provider processes of the run; undefined where this one is alone. */
  readonly peers?: Peers | undefined;
  /** The namespace of the config that the engine hands over. @default "auth0" */
  readonly namespace?: ConfigNamespace | undefined;
}

/**
 * What one provider process remembers of one run of the engine. There is one a process, whatever resource types it serves:
 * all of them share its sessions, so that a tenant costs one token.
 */
export class Run {
  readonly env: RunOptions["env"];
  readonly log: Log;
  readonly handshakes: Handshakes;
  /** The tenants whose e-mail provider a resource of the program manages. */
  readonly tenants: RunTenants;
  readonly recordedInputs = new RecordedInputs();
  readonly statePasswords = new StatePasswords();
  private readonly clock: Clock;
  private readonly sessions: Sessions;
  private config = noStackConfig;

  constructor({ env, clock, log, peers, namespace }: RunOptions) {
    this.env = env;
    this.clock = clock;
    this.log = log;
    this.handshakes = new Handshakes(clock);
    this.tenants = new RunTenants(peers);
    this.sessions = new Sessions({
      env,
      config: (key) => this.config.get(key),
      noConfig: () => this.config.missing,
      namespace,
    });
  }

  /** Takes the stack's config, at once: the engine uses a provider before its `configure` is finished. */
  configure(config: StackConfig): void {
    this.config = config;
  }

  /**
   * The tenant's e-mail provider, for one operation.
   *
   * @throws SmtpProviderError `CREDENTIALS_MISSING`, `CREDENTIALS_INVALID`
   */
  endpoint(domain: string): Endpoint {
    return new Endpoint(this.sessions.for(domain), this.clock);
  }
}
