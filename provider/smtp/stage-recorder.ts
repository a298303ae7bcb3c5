import { connectionProblemOf } from "./connection-problem";
import type { Observations, Stage, StageResult, Stages } from "./observations";

/** A stage brought no answer, so there is no next one. The problem is in the observations. */
export class StageFailed extends Error {
  override readonly name = "StageFailed";
}

/** Times each stage and records what it brought. */
export class StageRecorder {
  readonly seen: Observations = {};
  /** Its end is the end of every stage. */
  readonly signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  /** @throws StageFailed, once the problem is recorded. */
  async run<S extends Stage>(stage: S, work: () => Promise<Stages[S]>): Promise<Stages[S]> {
    const start = performance.now();
    const record = (result: StageResult<Stages[S]>) => Object.assign(this.seen, { [stage]: result });
    const ms = () => Math.round(performance.now() - start);
    try {
      this.signal.throwIfAborted();
      const value = await work();
      record({ ms: ms(), value });
      return value;
    } catch (error) {
      const problem = this.signal.aborted ? ({ kind: "timeout" } as const) : connectionProblemOf(error);
      if (!problem) throw error;
      record({ ms: ms(), problem });
      throw new StageFailed();
    }
  }
}
