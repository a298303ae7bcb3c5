import type { Environment } from "./find.ts";
import type { Progress } from "./progress.ts";

/** A way to get the Pulumi CLI onto a machine that has none. */
export interface Way {
  /** Said while it is tried. */
  readonly name: string;
  /** What a person can do so that this way works. */
  readonly remedy: string;
  /** Puts the pinned version at `<root>/bin/pulumi`, or throws an error that says in a line why it can't. */
  get(root: string, progress: Progress, env: Environment): Promise<void>;
}
