import { z } from "zod";
import { READABLE } from "../inputs/table";
import { DESIRED } from "./desired";

/** The form of outputs. Lenient: Auth0 may have had values that no program would be allowed to write. */
export const KNOWN = DESIRED.extend({
  ...READABLE,
  domain: z.string(),
  password: z.string().optional(),
  providerName: z.string(),
});

/**
 * What Auth0 is known to have, as last applied or read: the resource's outputs. `providerName` is the provider's name as
 * Auth0 gives it: `"smtp"`, or another after drift.
 */
export type Known = Readonly<z.output<typeof KNOWN>>;
