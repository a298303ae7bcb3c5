import type { Emulator, LoggedRequest, Tenant } from "../emulator/index.ts";
import type { Outcome, Properties, Provider } from "../support/provider-calls.ts";
import { inputsOf, PASSWORD_VARIABLE, type Program } from "./program.ts";
import type { Shell } from "./shells.ts";

/** What an operation came to. */
export interface Attempt {
  /** The code of its failure, at preview or later. */
  readonly code: string | undefined;
  readonly requests: readonly LoggedRequest[];
}

/** What a preview showed. */
export interface Plan {
  readonly inputs: Properties;
  readonly failures: readonly { readonly property: string; readonly reason: string }[];
  readonly changes: boolean;
}

/** How an operation ends: recorded, or killed when Auth0 had done it and nothing was written down yet. */
export type Ending = "recorded" | "lost";

/**
 * The engine, as far as one resource is concerned: it hands the real provider what the real engine would, and records
 * what that would record. Each operation has a provider of its own, as each run of Pulumi has a process.
 */
export class Stack {
  readonly domain: string;
  readonly tenant: Tenant;
  state: { readonly inputs: Properties; readonly outputs: Properties } | undefined;
  /** All that was said, to anyone. */
  readonly messages: string[] = [];
  private readonly auth0: Emulator;
  private readonly shell: Shell;
  private readonly env: Record<string, string>;

  constructor(
    auth0: Emulator,
    shell: Shell,
    credentials: { readonly clientId: string; readonly clientSecret: string },
  ) {
    this.auth0 = auth0;
    this.shell = shell;
    this.domain = `127.0.0.1:${auth0.port}`;
    this.tenant = auth0.tenant(this.domain);
    this.env = { AUTH0_TENANTS: JSON.stringify({ [this.domain]: credentials }) };
  }

  set sourced(password: string) {
    this.env[PASSWORD_VARIABLE] = password;
  }

  /** The requests since the last operation, or since it began. */
  get requestCount(): number {
    return this.auth0.requests.length;
  }

  async preview(program: Program): Promise<Plan> {
    return this.plan(await this.start(program), program, this.state);
  }

  up(program: Program, ending: Ending): Promise<Attempt> {
    return this.attempt(ending, async () => {
      const { state } = this;
      const provider = await this.start(program);
      const { inputs, failures, changes } = await this.plan(provider, program, state);
      refuse(failures);
      if (state === undefined) return this.create(provider, inputs);
      if (!changes) return { ...state, inputs };
      const { outputs } = need(await provider.update(this.domain, state.outputs, inputs));
      return { inputs, outputs };
    });
  }

  /** `up` with a new name for the resource and no alias: the old one is deleted when the new one is there. */
  rename(program: Program, ending: Ending): Promise<Attempt> {
    return this.attempt(ending, async () => {
      const provider = await this.start(program);
      const { inputs, failures } = await this.plan(provider, program, undefined);
      refuse(failures);
      const created = await this.create(provider, inputs);
      if (this.state && ending === "recorded") need(await provider.delete(this.domain, this.state.outputs));
      return created;
    });
  }

  refresh(): Promise<Attempt> {
    return this.attempt("recorded", async () => {
      if (this.state === undefined) return undefined;
      const provider = await this.start();
      const { id, outputs, inputs } = need(await provider.read(this.domain, this.state.outputs));
      return id === "" ? undefined : { inputs, outputs };
    });
  }

  destroy(ending: Ending): Promise<Attempt> {
    return this.attempt(ending, async () => {
      const provider = await this.start();
      if (this.state) need(await provider.delete(this.domain, this.state.outputs));
      return undefined;
    });
  }

  /** @param old what is recorded of the resource; undefined for one that the engine takes for a new one */
  private async plan(provider: Provider, program: Program, old: Stack["state"]): Promise<Plan> {
    const news = inputsOf(program, this.domain, old?.inputs);
    const { password: _, ...plain } = news;
    const told = { ...news, __program: { password: program.password, plain } };
    const { inputs, failures } = need(await provider.check(old?.inputs ?? {}, told));
    this.messages.push(...failures.map(({ property, reason }) => `${reason} ${shown(property, told)}`));
    if (old === undefined || failures.length > 0) return { inputs, failures, changes: true };
    const { changes } = need(await provider.diff(this.domain, old.outputs, inputs));
    return { inputs, failures, changes };
  }

  private async create(provider: Provider, inputs: Properties) {
    const { outputs } = need(await provider.create(inputs));
    return { inputs, outputs };
  }

  private async attempt(ending: Ending, run: () => Promise<Stack["state"]>): Promise<Attempt> {
    this.auth0.takeRequests();
    let code: string | undefined;
    try {
      const state = await run();
      if (ending === "recorded") this.state = state;
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      this.messages.push(said);
      code = /^([A-Z_]+): /.exec(said)?.[1] ?? "no code";
    }
    return { code, requests: this.auth0.takeRequests() };
  }

  private start(program?: Program): Promise<Provider> {
    return this.shell.start({
      env: this.env,
      log: (message) => this.messages.push(message),
      ignoreChanges: program?.ignoresPassword ? ["password"] : [],
    });
  }
}

/** The engine prints the value of the property that a failure names. */
function shown(property: string, news: Properties): string {
  return property === "" ? "" : JSON.stringify(news[property] ?? null);
}

function refuse(failures: Plan["failures"]): void {
  if (failures[0]) throw new Error(failures[0].reason);
}

function need<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome;
}
