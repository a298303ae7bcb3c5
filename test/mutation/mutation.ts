/** A bug that somebody might make, and the test that must notice it. */
export interface Mutation {
  /** What the bug does, in words. */
  readonly bug: string;
  /** Below `provider/`. */
  readonly file: string;
  /** The text to be replaced: it must be there exactly once. */
  readonly from: string;
  readonly to: string;
  /** The file below `test/`, and part of the full name ("group > test") of those of which one must go red. */
  readonly caughtBy: readonly [file: string, name: string];
}
