/**
 * The hidden input in which the resource class tells `check` what the engine does not: it is read there and left
 * out of what is recorded. The two underscores keep it out of what the engine displays.
 *
 * It has a file of its own because the user's program needs nothing else of `inputs/`, which loads zod (50 ms).
 */
export const PROGRAM_KEY = "__program";

/**
 * Under which `check` records the names of the inputs whose values must not be shown, where there are any beside the
 * password: a later `check` is given the old values in plain text, and nothing that says which of them were secrets.
 */
export const SECRETS_KEY = "__secrets";
