import { z } from "zod";

/**
 * The hidden input in which the resource class tells `check` what the engine does not: it is read there and left
 * out of what is recorded. The two underscores keep it out of what the engine displays.
 */
export const PROGRAM_KEY = "__program";

const schema = z.object({
  /** The password as the program gave it, before the engine put the state's in its place (`ignoreChanges`). */
  password: z.unknown(),
  /** The inputs that the program marked as secret. */
  secrets: z.array(z.string()),
});

export interface Program {
  /** Whether the value that arrived as `password` is the program's own. */
  readonly gavePassword: (arrived: unknown) => boolean;
  readonly secrets: ReadonlySet<string>;
}

/**
 * Reads the hidden input. Where it is absent, something other than our class speaks to the provider: then what
 * arrives counts as given.
 */
export function readProgram(value: unknown): Program {
  const parsed = schema.safeParse(value);
  if (!parsed.success) return { gavePassword: (arrived) => arrived !== undefined, secrets: new Set() };
  const { password, secrets } = parsed.data;
  return {
    gavePassword: (arrived) => arrived !== undefined && arrived === password,
    secrets: new Set(secrets),
  };
}
