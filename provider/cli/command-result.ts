import type { Block } from "../report/block";

/** 0: all is well. 1: something that was checked is not. 2: it was called wrongly or could not work. */
export type ExitCode = 0 | 1 | 2;

/** What a command found out, for both kinds of reader. */
export interface CommandResult {
  readonly exit: ExitCode;
  /** The one value that `--json` prints. Part of the public contract. */
  readonly json: object;
  /** What a person reads. */
  readonly blocks: readonly Block[];
}
