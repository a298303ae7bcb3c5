import {
  CLIENT,
  type Emulator,
  type EmulatorOptions,
  type LoggedRequest,
  startEmulator,
  type Tenant,
} from "../emulator/index.ts";
import type { Provider } from "../support/provider-calls.ts";
import type { FreshOptions, StartOptions } from "../support/provider-process.ts";
import { type ShellProcess, startShell } from "../support/shell.ts";

type StageOptions = Omit<EmulatorOptions, "onRequest">;

/** A tenant of a case's own. */
export interface StageTenant {
  readonly tenant: Tenant;
  /** Its requests so far, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** The provider as in an engine's run of its own, with credentials for this tenant. */
  newRun(options?: Pick<FreshOptions, "env" | "skipSleep">): Promise<Provider>;
}

/** One emulator and one provider process, for many cases at once: each takes a tenant of its own. */
export class Stage<Process extends ShellProcess = ShellProcess> {
  readonly auth0: Emulator;
  readonly process: Process;
  private readonly requests: Map<string, LoggedRequest[]>;

  private constructor(auth0: Emulator, process: Process, requests: Map<string, LoggedRequest[]>) {
    this.auth0 = auth0;
    this.process = process;
    this.requests = requests;
  }

  static open(options?: StageOptions, env?: Readonly<Record<string, string>>): Promise<Stage> {
    return Stage.with(startShell, options, env);
  }

  /** @param start the process of one shell, where a test needs its own doors */
  static async with<Process extends ShellProcess>(
    start: (auth0: Emulator, options: StartOptions) => Promise<Process>,
    options: StageOptions = {},
    env: Readonly<Record<string, string>> = {},
  ): Promise<Stage<Process>> {
    const requests = new Map<string, LoggedRequest[]>();
    const onRequest = (request: LoggedRequest) => void requests.get(request.tenant)?.push(request);
    const auth0 = await startEmulator({ ...options, onRequest });
    return new Stage(auth0, await start(auth0, { env }), requests);
  }

  newTenant(): StageTenant {
    const domain = `t${this.requests.size}.eu.auth0.com`;
    const requests: LoggedRequest[] = [];
    this.requests.set(domain, requests);
    const credentials = {
      AUTH0_DOMAIN: domain,
      ...CLIENT,
    };
    return {
      tenant: this.auth0.tenant(domain),
      requests,
      newRun: ({ env, ...options } = {}) =>
        this.process.fresh({ env: { ...credentials, ...env }, ...options }),
    };
  }

  async close(): Promise<void> {
    await this.process.stop();
    await this.auth0.close();
  }
}
