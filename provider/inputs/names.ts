/**
 * The inputs of the resource, in the order in which they are told of. In a file of its own, since the user's program needs
 * nothing else of `inputs/`, which loads zod (50 ms). What there is to say of each is in `table.ts`.
 */
export const INPUT_NAMES = [
  "domain",
  "from",
  "host",
  "port",
  "username",
  "password",
  "passwordFrom",
  "enabled",
  "settings",
  "onExisting",
  "onDelete",
  "preflight",
  "verify",
] as const;

export type InputName = (typeof INPUT_NAMES)[number];

/** What says where Auth0 hands mail in, and as whom: a change of any of these needs the password. */
export const SERVER_INPUTS = ["host", "port", "username"] as const satisfies readonly InputName[];

export function isInputName(name: string): name is InputName {
  return INPUT_NAMES.some((known) => known === name);
}
