import { z } from "zod";
import { INPUTS } from "./schema";
import { UNKNOWN } from "./unknown";

export { PROGRAM_KEY } from "./program-key";

const schema = z.object({
  /** The password as the program gave it, before the engine put the state's in its place (`ignoreChanges`). */
  password: z.unknown().optional(),
  /** The inputs that the program marked as secret. */
  secrets: z.array(z.string()),
  /** The resource's URN: which one it is, and where what is said about it is shown. */
  urn: z.string().optional(),
});

export interface Program {
  /** Whether the value that arrived as `password` was supplied, and not put there by the engine. */
  readonly gavePassword: (arrived: unknown, recorded: unknown) => boolean;
  /** Whether the program gives one that did not arrive: `ignoreChanges`, and none is recorded. */
  readonly isPasswordWithheld: (arrived: unknown) => boolean;
  readonly secrets: ReadonlySet<string>;
  readonly urn?: string | undefined;
}

/**
 * Reads the hidden input. Where it is absent, something other than our class speaks to the provider: then what
 * arrives counts as given. Where it is not as our class writes it, the safe side is taken: only a password that is not
 * the recorded one counts, and any input may be a secret.
 *
 * What `ignoreChanges` has the engine fill in is what is recorded. Anything else that is not the program's comes from a
 * transform, and counts.
 */
export function readProgram(value: unknown): Program {
  if (value === undefined) {
    return {
      gavePassword: (arrived) => arrived !== undefined,
      isPasswordWithheld: () => false,
      secrets: new Set(),
    };
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    return {
      gavePassword: (arrived, recorded) => arrived !== undefined && arrived !== recorded,
      isPasswordWithheld: () => false,
      secrets: new Set(Object.keys(INPUTS)),
    };
  }
  const { password, secrets, urn } = parsed.data;
  return {
    gavePassword: (arrived, recorded) =>
      arrived !== undefined && (arrived === password || arrived !== recorded),
    isPasswordWithheld: (arrived) => typeof password === "string" && arrived === undefined,
    secrets: new Set(secrets),
    urn: urn === UNKNOWN ? undefined : urn,
  };
}
