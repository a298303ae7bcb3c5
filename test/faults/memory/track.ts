import { z } from "zod";
import { tenantsOf } from "../../emulator/index.ts";
import { ProviderProcess } from "../../support/provider-process.ts";
import { inputsOf } from "../act.ts";
import { type Ended, type Recorded, run } from "../engine-run.ts";
import { BASE, OURS, type Program } from "../samples.ts";
import { Stage, type StageTenant } from "../stage.ts";

const TENANTS = 20;
/** Twice as many: no run of the engine makes a tenant's provider and deletes it as well. */
const domains = Array.from({ length: 2 * TENANTS }, (_, at) => `t${at}.eu.auth0.com`);

const memory = z.object({ heapUsed: z.number(), external: z.number(), rss: z.number() });

/** Bytes, after so many operations and a collection of garbage. */
export interface Sample {
  readonly operations: number;
  /** JavaScript's own, and what it holds outside its heap. */
  readonly heap: number;
  readonly rss: number;
}

/** A provider process that works on the same tenants over and over. */
export class Track {
  private operations = 0;
  private readonly stage: Stage<ProviderProcess>;
  private readonly places: readonly (readonly [lasting: StageTenant, deleted: StageTenant])[];

  private constructor(stage: Stage<ProviderProcess>) {
    this.stage = stage;
    this.places = Array.from({ length: TENANTS }, () => [stage.newTenant(), stage.newTenant()] as const);
  }

  static async open(): Promise<Track> {
    const env = {
      ...tenantsOf(...domains),
      NODE_OPTIONS: "--expose-gc",
      // Each request's time limit takes a little memory until it is over: with the usual 30 s that would look like a leak.
      AUTH0_REQUEST_TIMEOUT_SECONDS: "1",
    };
    return new Track(await Stage.with((auth0, options) => ProviderProcess.start(auth0, options), {}, env));
  }

  close(): Promise<void> {
    return this.stage.close();
  }

  /** So many operations, with a look at the memory after each 200. */
  async run(operations: number): Promise<readonly Sample[]> {
    const samples: Sample[] = [];
    for (const end = this.operations + operations; this.operations < end; ) {
      await Promise.all(this.places.map(([lasting, deleted]) => this.lapOn(lasting, deleted)));
      samples.push(await this.look());
    }
    return samples;
  }

  /** From now on each check leaves so many bytes behind in the provider process. */
  async leak(bytes: number): Promise<void> {
    await this.stage.process.evaluate(`(() => {
      const { provider } = require("pulumi-auth0-smtp/dynamic-provider");
      const { check } = provider;
      const kept = [];
      provider.check = (...given) => {
        kept.push(new Array(${bytes / 8}).fill(kept.length));
        return check(...given);
      };
    })()`);
  }

  private async look(): Promise<Sample> {
    const seen = await this.stage.process.evaluate("(gc(),gc(),process.memoryUsage())");
    const { heapUsed, external, rss } = memory.parse(seen);
    return { operations: this.operations, heap: heapUsed + external, rss };
  }

  /** Ten operations: what succeeds, what is refused, what is looked up, what is gone. */
  private async lapOn(place: StageTenant, deleted: StageTenant): Promise<void> {
    const { provider } = this.stage.process;
    const { tenant } = place;
    let state: Recorded | undefined;
    const up = async (change: Partial<Program>, ends?: string) => {
      state = this.count(await run(provider, "up", state, inputsOf(place, { ...BASE, ...change })), ends);
    };
    await up({});
    await up({ from: "mail@acme.com" });
    await up({ password: "second-canary" });
    await up({ host: "smtp2.acme.com" });
    tenant.failNext({ kind: "status", status: 400 }, { times: "always" });
    await up({ from: "refused@acme.com" }, "REJECTED");
    tenant.faults.clear();
    tenant.failNext({ kind: "reset-after" }, { on: "patch" });
    await up({ host: "smtp3.acme.com" });
    this.count(await run(provider, "up", undefined, inputsOf(place, BASE)), "PROVIDER_EXISTS");
    this.count(await run(provider, "refresh", state, {}));
    deleted.tenant.setProvider(OURS);
    const outputs = { ...state?.outputs, domain: deleted.tenant.domain };
    this.count(await run(provider, "destroy", { id: deleted.tenant.domain, inputs: {}, outputs }, {}));
    if (deleted.tenant.provider) throw new Error("not deleted");
    tenant.setProvider(undefined);
    this.count(await run(provider, "refresh", state, {}));
  }

  private count({ state, failure }: Ended, ends?: string): Recorded | undefined {
    if (failure?.code !== ends) throw new Error(`ended with ${failure?.message}, not ${ends}`);
    this.operations++;
    return state;
  }
}
