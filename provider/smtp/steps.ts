import { faultOf } from "./fault";
import type { Observations, Stage, Stages, Step } from "./observations";

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
    const note = (step: Step<Stages[S]>) => Object.assign(this.seen, { [stage]: step });
    const ms = () => Math.round(performance.now() - start);
    try {
      this.signal.throwIfAborted();
      const value = await work();
      note({ ms: ms(), value });
      return value;
    } catch (error) {
      const fault = this.signal.aborted ? ({ kind: "timeout" } as const) : faultOf(error);
      if (!fault) throw error;
      note({ ms: ms(), fault });
      throw new StepFailed();
    }
  }
}
