import { z } from "zod";
import { SECRETS_KEY } from "../inputs/program-key";
import { INPUTS } from "../inputs/table";

/** The form of checked inputs, with defaults filled in. */
export const DESIRED = z.object({
  ...INPUTS,
  /** The names of inputs whose values must not be shown, where there are any beside the password. */
  [SECRETS_KEY]: z.array(z.string()).optional(),
});

/** What the program wants. */
export type Desired = Readonly<z.output<typeof DESIRED>>;
