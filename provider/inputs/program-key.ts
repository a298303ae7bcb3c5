/**
 * The hidden input in which the resource class tells `check` what the engine does not: it is read there and left
 * out of what is recorded. The two underscores keep it out of what the engine displays.
 *
 * It has a file of its own because the user's program needs nothing else of `inputs/`, which loads zod (50 ms).
 */
export const PROGRAM_KEY = "__program";
