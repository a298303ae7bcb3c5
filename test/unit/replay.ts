import fc from "fast-check";

/**
 * For `fc.assert`: so many runs, and a failure that says how to see it again. `FC_SEED` and `FC_PATH` replay one.
 *
 * @example
 * fc.assert(fc.property(fc.string(), (text) => text === text), runs(1000));
 */
export function runs<T>(numRuns: number): fc.Parameters<T> {
  const { FC_SEED: seed, FC_PATH: path } = process.env;
  return {
    numRuns,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(path === undefined ? {} : { path }),
    reporter: (details) => {
      if (!details.failed) return;
      const again = `FC_SEED=${details.seed} FC_PATH=${details.counterexamplePath} npx vitest run --project unit`;
      const message = `${fc.defaultReportMessage(details)}\n\nReplay it with: ${again} -t "<this test's name>"`;
      throw new Error(message, { cause: details.errorInstance });
    },
  };
}
