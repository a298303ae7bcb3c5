/**
 * Has V8 collect no stack traces until `resume` is called, which must be before anything else runs.
 *
 * @pulumi/pulumi formats one for each promise that it makes, four for each property of a resource, though it shows them
 * only where somebody looks for promises that never settle: three quarters of the time that a resource costs the program.
 * What it notes as the resource's place in the program it collects all the same.
 */
export function pauseStackTraces(): { readonly resume: () => void } {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  return {
    resume: () => {
      Error.stackTraceLimit = stackTraceLimit;
    },
  };
}

/** The error, with the place in the program where `constructed` was called as its stack: its own was not collected. */
export function placedAt(constructed: abstract new (...args: never) => unknown, error: unknown): unknown {
  if (error instanceof Error) Error.captureStackTrace(error, constructed);
  return error;
}
