import { type Fault, faultOf } from "./fault";
import type { Observations, Stage, Stages } from "./observations";

/** A step brought no answer, so there is no next one. The fault is in the observations. */
export class StepFailed extends Error {
  override readonly name = "StepFailed";
}

/** Times each stage and notes what it brought. */
export class Steps {
  readonly seen: Observations = {};
  /** Its end is the end of every step. */
  readonly signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  /** @throws StepFailed, once the fault is noted. */
  async take<S extends Stage>(stage: S, work: () => Promise<Stages[S]>): Promise<Stages[S]> {
    const start = performance.now();
    const ms = () => Math.round(performance.now() - start);
    try {
      this.signal.throwIfAborted();
      const value = await work();
      this.seen[stage] = { ms: ms(), value };
      return value;
    } catch (error) {
      const fault: Fault | undefined = this.signal.aborted ? { kind: "timeout" } : faultOf(error);
      if (!fault) throw error;
      this.seen[stage] = { ms: ms(), fault };
      throw new StepFailed();
    }
  }
}
