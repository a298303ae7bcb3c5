import type fc from "fast-check";
import type { Model } from "../model.ts";
import type { Stack } from "../stack.ts";

/** One thing that somebody does: the author of the program, its user, somebody else, or the network. */
export type Command = fc.AsyncCommand<Model, Stack>;
