import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { INPUT_NAMES } from "./names";
import { SECRETS_KEY } from "./program-key";
import { UNKNOWN } from "./unknown";

export { PROGRAM_KEY, SECRETS_KEY } from "./program-key";

const schema = z.object({
  /** The password as the program gave it, before the engine put the state's in its place (`ignoreChanges`). */
  password: z.unknown().optional(),
  /** The inputs that the program did not mark as secret, with their values. */
  plain: z.record(z.string(), z.unknown()),
  /** The resource's URN: which one it is, and where what is said about it is shown. */
  urn: z.string().optional(),
});

export interface Program {
  /** Whether the value that arrived as `password` was supplied, and not put there by the engine. */
  readonly gavePassword: (arrived: unknown, recorded: unknown) => boolean;
  /** Whether the program gives one that did not arrive: `ignoreChanges`, and none is recorded. */
  readonly isPasswordWithheld: (arrived: unknown) => boolean;
  /** The inputs whose values must not be shown: those that arrived otherwise than as plain values of the program. */
  readonly secrets: ReadonlySet<string>;
  /** The inputs that were recorded with values that must not be shown. */
  readonly secretsOf: (olds: Readonly<Record<string, unknown>>) => ReadonlySet<string>;
  /** Whether the names of secrets must be recorded, since the engine gives recorded values in plain text. */
  readonly recordsSecrets: boolean;
  readonly urn?: string | undefined;
}

/** What the hidden input has no part in. */
const HIDDEN = { secretsOf: recordedSecrets, recordsSecrets: true } as const;

/**
 * Reads the hidden input. Where it is absent, something other than our class speaks to the provider: then what
 * arrives counts as given. Where it is not as our class writes it, the safe side is taken: only a password that is not
 * the recorded one counts, and any input may be a secret.
 *
 * What `ignoreChanges` has the engine fill in is what is recorded. Anything else that is not the program's comes from a
 * transform, and counts. A transform may also add secrets, and every value arrives here in plain text: so one may be
 * shown only where it is the very one that the program gave, and not as a secret.
 *
 * @param arrived the inputs as the engine hands them over
 */
export function readProgram(value: unknown, arrived: Readonly<Record<string, unknown>>): Program {
  if (value === undefined) {
    return {
      ...HIDDEN,
      gavePassword: (arrived) => arrived !== undefined,
      isPasswordWithheld: () => false,
      secrets: new Set(),
    };
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    return {
      ...HIDDEN,
      gavePassword: (arrived, recorded) => arrived !== undefined && arrived !== recorded,
      isPasswordWithheld: () => false,
      secrets: new Set(INPUT_NAMES),
    };
  }
  const { password, plain, urn } = parsed.data;
  const isPlain = (name: string) => isDeepStrictEqual(arrived[name] ?? undefined, plain[name] ?? undefined);
  return {
    ...HIDDEN,
    gavePassword: (arrived, recorded) =>
      arrived !== undefined && (arrived === password || arrived !== recorded),
    isPasswordWithheld: (arrived) => typeof password === "string" && arrived === undefined,
    secrets: new Set<string>(INPUT_NAMES.filter((name) => !isPlain(name))),
    urn: urn === UNKNOWN ? undefined : urn,
  };
}

/** The inputs that were recorded with values that must not be shown. Where it cannot be told, all. */
function recordedSecrets(olds: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const names = olds[SECRETS_KEY];
  if (names === undefined || names === null) return new Set();
  const parsed = z.array(z.string()).safeParse(names);
  return new Set(parsed.success ? parsed.data : INPUT_NAMES);
}
