import { isDeepStrictEqual } from "node:util";
import { INPUT_NAMES } from "../inputs/names";
import { factsOf } from "../inputs/table";

/** What the engine is told of a change. */
export interface Difference {
  readonly changes: boolean;
  /** What differs, by name. */
  readonly changed: string[];
  /** Inputs whose change makes another resource of it: the tenant is its identity. */
  readonly replaces: string[];
}

/**
 * Compares what is known (outputs) with what is wanted (inputs). A value that is not known yet counts as changed.
 * Inputs that Auth0 never sees count too: `onDelete` must be in the state before the day it is needed, and a
 * password that is no longer given must leave it. The plan, not this, decides whether a request is made.
 *
 * A program never gives `providerName`. A refresh compares what it read with the inputs last recorded, which name the
 * provider where that is not SMTP: the same drift is not news a second time.
 */
export function difference(
  known: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): Difference {
  const changed = INPUT_NAMES.filter((key) => !isDeepStrictEqual(known[key], wanted[key]));
  const foreign = known.providerName !== (wanted.providerName ?? "smtp");
  return {
    changes: foreign || changed.length > 0,
    changed: [...changed, ...(foreign ? ["providerName"] : [])],
    replaces: changed.filter((key) => factsOf(key).replaces),
  };
}
