import type { Desired } from "../model/desired";
import type { Known } from "../model/known";
import type { Step } from "./decide";

/** A change that is to be made. */
export interface Change {
  /** The write to begin with. */
  readonly first: Step;
  readonly desired: Desired;
  /** What the tenant had before, as recorded; undefined where the resource is created. */
  readonly known: Known | undefined;
  /** The inputs whose values must not be shown. */
  readonly secrets: ReadonlySet<string>;
}

/** What making a change takes from the process that it is made in. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Says something that stops nothing. */
  readonly say: (severity: "info" | "warning", message: string) => Promise<void>;
}
