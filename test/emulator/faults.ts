import type { RequestKind } from "./request-log.ts";
import type { Tenant } from "./tenant.ts";

/** What may go wrong with one request. "Applied" means: the tenant has changed as if all had gone well. */
export type Fault =
  /** This answer, without a look at the request. Default body: the Management API's for that status. */
  | { kind: "status"; status: number; headers?: Readonly<Record<string, string>>; body?: unknown }
  /** 429, not applied; with `x-ratelimit-*` when `resetInSeconds` is given, else bare. */
  | { kind: "429"; resetInSeconds?: number }
  /** Handled as usual, `ms` later. */
  | { kind: "delay"; ms: number }
  /** The connection is cut: not applied, or applied. */
  | { kind: "reset-before" }
  | { kind: "reset-after" }
  /** Never answered: not applied, or applied. Held until the emulator is closed or the client goes away. */
  | { kind: "timeout" }
  | { kind: "timeout-after" }
  /** Applied; the answer ends before its content-length. */
  | { kind: "truncated" }
  /** Applied; answered 200 with a web page. */
  | { kind: "not-json" }
  /** Runs just before the request is handled, beside any other fault: for races. */
  | { kind: "hook"; run: Hook }
  /** Applied, then runs, then answered: for crashes between write and answer. */
  | { kind: "hook-after"; run: Hook };

export type Hook = (tenant: Tenant) => void | Promise<void>;

export interface FaultOptions {
  /** Only requests of this kind; default: any. */
  readonly on?: RequestKind;
  /** How often. Default 1. */
  readonly times?: number | "always";
  /** Lets this many matching requests pass first. Default 0. */
  readonly skip?: number;
}

interface Planned {
  readonly fault: Fault;
  readonly on: RequestKind | undefined;
  times: number;
  skip: number;
  struck: boolean;
}

/** The faults that a tenant has ahead of it, oldest first. Every matching request counts towards every `skip`. */
export class FaultQueue {
  #planned: Planned[] = [];

  add(fault: Fault, { on, times = 1, skip = 0 }: FaultOptions = {}): void {
    this.#planned.push({
      fault,
      on,
      times: times === "always" ? Number.POSITIVE_INFINITY : times,
      skip,
      struck: false,
    });
  }

  /** The hooks due on a request of this kind, in order. Call once a request. */
  takeHooks(kind: RequestKind): Hook[] {
    return this.#due(kind, (fault) => fault.kind === "hook").flatMap(({ fault }) =>
      fault.kind === "hook" ? [fault.run] : [],
    );
  }

  /** The oldest other fault due on a request of this kind. Call once a request. */
  takeFault(kind: RequestKind): Exclude<Fault, { kind: "hook" }> | undefined {
    const [first] = this.#due(kind, (fault) => fault.kind !== "hook", 1);
    return first && first.fault.kind !== "hook" ? first.fault : undefined;
  }

  /** How many have not struck yet. */
  get ahead(): number {
    return this.#planned.filter(({ struck }) => !struck).length;
  }

  clear(): void {
    this.#planned = [];
  }

  #due(kind: RequestKind, is: (fault: Fault) => boolean, most = Number.POSITIVE_INFINITY): Planned[] {
    const matching = this.#planned.filter(({ fault, on }) => is(fault) && (on ?? kind) === kind);
    const due = matching.filter(({ skip }) => skip === 0).slice(0, most);
    for (const planned of matching) planned.skip = Math.max(0, planned.skip - 1);
    for (const planned of due) {
      planned.times -= 1;
      planned.struck = true;
    }
    this.#planned = this.#planned.filter(({ times }) => times > 0);
    return due;
  }
}
