import type { AttachedEngine } from "./attached-engine";

/**
 * The engines that this process serves: the one that has started it, or as many as attach. Each engine speaks over
 * connections of its own, one for each of its provider resources, and says once on each which engine it is.
 */
export class Engines {
  private readonly addresses = new Map<string, string>();
  private readonly byConnection = new Map<string, AttachedEngine>();
  private readonly starter: string | undefined;
  private readonly start: (address: string | undefined) => AttachedEngine;

  /** @param starter the address of the engine that has started this process; undefined where there is none */
  constructor(starter: string | undefined, start = attachedEngineAt) {
    this.starter = starter;
    this.start = start;
  }

  /** Begins a run for what comes over the connection from now on. */
  attach(connection: string, address: string): void {
    if (this.addresses.get(connection) === address) return;
    this.addresses.set(connection, address);
    this.byConnection.delete(connection);
  }

  /** A connection that was broken comes back under another name, and does not say again which engine it is. */
  of(connection: string): AttachedEngine {
    const known = this.byConnection.get(connection) ?? this.onlyOne(connection);
    if (known) return known;
    const engine = this.start(this.addresses.get(connection) ?? this.starter);
    this.byConnection.set(connection, engine);
    return engine;
  }

  private onlyOne(connection: string): AttachedEngine | undefined {
    const [one, ...others] = this.byConnection.values();
    return this.addresses.has(connection) || others.length > 0 ? undefined : one;
  }
}

/** The core is loaded when it is first needed: an engine that only asks for the schema does not pay for it. */
function attachedEngineAt(address: string | undefined): AttachedEngine {
  const { AttachedEngine }: typeof import("./attached-engine") = require("./attached-engine");
  return AttachedEngine.at(address);
}
