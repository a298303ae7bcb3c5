import { createProvider } from "pulumi-auth0-smtp/dynamic-provider";
import type { Emulator, LoggedRequest, Tenant } from "../emulator/index.ts";
import { inputsOf, PASSWORD_VARIABLE, type Program } from "./program.ts";

type Properties = Record<string, unknown>;
type Provider = ReturnType<typeof createProvider>;

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
  private readonly env: Record<string, string>;

  constructor(auth0: Emulator, credentials: { readonly clientId: string; readonly clientSecret: string }) {
    this.auth0 = auth0;
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

  /** @param renamed whether the engine takes the resource for a new one */
  async preview(program: Program, renamed = false, provider = this.start()): Promise<Plan> {
    const old = renamed ? undefined : this.state;
    const inputs = inputsOf(program, this.domain, old?.inputs);
    const { password: _, ...plain } = inputs;
    const news = { ...inputs, __program: { password: program.password, plain } };
    const checked = await call(provider, "check")(sent(old?.inputs ?? {}), sent(news));
    const failures = checked.failures ?? [];
    this.messages.push(...failures.map(({ property, reason }) => `${reason} ${shown(property, news)}`));
    const recorded = sent(checked.inputs ?? {});
    if (old === undefined || failures.length > 0) return { inputs: recorded, failures, changes: true };
    const { changes = true } = await call(provider, "diff")(this.domain, sent(old.outputs), recorded);
    return { inputs: recorded, failures, changes };
  }

  up(program: Program, ending: Ending): Promise<Attempt> {
    return this.attempt(ending, async (provider) => {
      const { inputs, failures, changes } = await this.preview(program, false, provider);
      refuse(failures);
      if (this.state === undefined) return this.create(provider, inputs);
      if (!changes) return { ...this.state, inputs };
      const updated = await call(provider, "update")(this.domain, sent(this.state.outputs), inputs);
      return { inputs, outputs: sent(updated.outs ?? {}) };
    });
  }

  /** `up` with a new name for the resource and no alias: the old one is deleted when the new one is there. */
  rename(program: Program, ending: Ending): Promise<Attempt> {
    return this.attempt(ending, async (provider) => {
      const { inputs, failures } = await this.preview(program, true, provider);
      refuse(failures);
      const created = await this.create(provider, inputs);
      if (this.state && ending === "recorded") {
        await call(provider, "delete")(this.domain, sent(this.state.outputs));
      }
      return created;
    });
  }

  refresh(): Promise<Attempt> {
    return this.attempt("recorded", async (provider) => {
      if (this.state === undefined) return undefined;
      const {
        id,
        props = {},
        inputs = {},
      } = await call(provider, "read")(this.domain, sent(this.state.outputs));
      return id === "" ? undefined : { inputs: sent(inputs), outputs: sent(props) };
    });
  }

  destroy(ending: Ending): Promise<Attempt> {
    return this.attempt(ending, async (provider) => {
      if (this.state) await call(provider, "delete")(this.domain, sent(this.state.outputs));
      return undefined;
    });
  }

  private async create(provider: Provider, inputs: Properties) {
    const { outs = {} } = await provider.create(inputs);
    return { inputs, outputs: sent(outs) };
  }

  private async attempt(
    ending: Ending,
    run: (provider: Provider) => Promise<Stack["state"]>,
  ): Promise<Attempt> {
    this.auth0.takeRequests();
    let code: string | undefined;
    try {
      const state = await run(this.start());
      if (ending === "recorded") this.state = state;
    } catch (error) {
      const said = error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
      this.messages.push(said);
      code = /^([A-Z_]+): /.exec(said)?.[1] ?? "no code";
    }
    return { code, requests: this.auth0.takeRequests() };
  }

  /** Waiting takes no time: the clock is set forward instead. */
  private start(): Provider {
    let ahead = 0;
    const clock = {
      now: () => Date.now() + ahead,
      sleep: async (ms: number) => {
        ahead += ms;
      },
    };
    return createProvider({
      env: this.env,
      clock,
      log: async (_, message) => void this.messages.push(message),
    });
  }
}

/** As it comes through the engine: undefined is left out. */
function sent(properties: object): Properties {
  return JSON.parse(JSON.stringify(properties));
}

/** The engine prints the value of the property that a failure names. */
function shown(property: string, news: Properties): string {
  return property === "" ? "" : JSON.stringify(news[property] ?? null);
}

function refuse(failures: Plan["failures"]): void {
  if (failures[0]) throw new Error(failures[0].reason);
}

function call<K extends "check" | "diff" | "read" | "update" | "delete">(
  provider: Provider,
  name: K,
): NonNullable<Provider[K]> {
  const method = provider[name];
  if (method === undefined) throw new Error(`The provider has no ${name}.`);
  return method;
}
