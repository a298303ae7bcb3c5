import type { Environment } from "./find.ts";
import type { Progress } from "./progress.ts";

/** A way to get a program onto a machine that has none. */
export interface Way {
  /** Said while it is tried. */
  readonly name: string;
  /** What a person can do so that this way works. */
  readonly remedy: string;
  /** Puts the program in its version at `<root>/bin/<name>`, or throws an error that says in a line why it can't. */
  get(root: string, progress: Progress, env: Environment): Promise<void>;
}
