import { engineLog } from "../engine/engine-log";
import { Run, type RunOptions } from "../engine/run";
import { smtpEmailProvider } from "../engine/smtp-email-provider";
import { Peers } from "../run/peers";
import { CancellableClock } from "./cancellable-clock";
import { engineClients } from "./engine-clients";
import type { Properties } from "./values";

interface EngineOptions extends Omit<RunOptions, "namespace"> {
  readonly clock: RunOptions["clock"] & { readonly cancel: () => void };
}

/** One engine that this process serves, and its run. */
export class AttachedEngine {
  readonly run: Run;
  readonly resource: ReturnType<typeof smtpEmailProvider>;
  private readonly options: EngineOptions;
  private config: Readonly<Record<string, string>> = {};

  constructor(options: EngineOptions) {
    this.options = options;
    this.run = new Run({ ...options, namespace: "auth0-smtp" });
    this.resource = smtpEmailProvider(this.run);
  }

  /** @param address the engine's; undefined where somebody started the process by hand */
  static at(address: string | undefined): AttachedEngine {
    return new AttachedEngine({
      env: process.env,
      clock: new CancellableClock(),
      log: engineLog(address, engineClients),
      peers: address === undefined ? undefined : new Peers(address),
    });
  }

  /** @param config the provider's own, decrypted: `{ "clientId": "…" }` */
  configure(config: Readonly<Record<string, string>>): void {
    this.config = config;
    this.run.configure({ get: (key) => config[key.replace(/^auth0-smtp:/, "")], missing: undefined });
  }

  /** The inputs with their tenant, which the provider's config or the environment names where the program does not. */
  withDomain(inputs: Properties): Properties {
    const domain = inputs.domain ?? (this.config.domain || this.options.env.AUTH0_DOMAIN || undefined);
    return { ...inputs, ...(domain !== undefined && { domain }) };
  }

  /** Ends all waits. Requests that are under way are not cut off: what came of them would not be known. */
  cancel(): void {
    this.options.clock.cancel();
  }
}
