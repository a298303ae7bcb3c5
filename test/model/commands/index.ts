import fc from "fast-check";
import type { Model } from "../model.ts";
import type { Stack } from "../stack.ts";
import { changeInput } from "./change-input.ts";
import type { Command } from "./command.ts";
import { destroy } from "./destroy.ts";
import { dropPassword } from "./drop-password.ts";
import { edit } from "./edit.ts";
import { failMail } from "./fail-mail.ts";
import { failNext } from "./fail-next.ts";
import { ignorePassword } from "./ignore-password.ts";
import { preview } from "./preview.ts";
import { prove } from "./prove.ts";
import { readPassword } from "./read-password.ts";
import { refresh } from "./refresh.ts";
import { removeProvider } from "./remove-provider.ts";
import { rename } from "./rename.ts";
import { replaceProvider } from "./replace-provider.ts";
import { setPassword } from "./set-password.ts";
import { up } from "./up.ts";

/** How often each happens, beside the others: what ends a life or makes it dull is rare. */
const WEIGHTS: readonly (readonly [number, fc.Arbitrary<Command>])[] = [
  [10, up],
  [6, changeInput],
  [4, failNext],
  [3, refresh],
  [3, edit],
  [2, preview],
  [2, setPassword],
  [2, readPassword],
  [2, prove],
  [2, failMail],
  [1, dropPassword],
  [1, ignorePassword],
  [1, replaceProvider],
  [1, removeProvider],
  [1, rename],
  [1, destroy],
];

/** What may happen, in any order. */
export function lives(replayPath: string | undefined) {
  return fc.commands<Model, Stack, false>(
    WEIGHTS.flatMap(([weight, command]) => Array.from({ length: weight }, () => command)),
    { maxCommands: 30, size: "max", ...(replayPath === undefined ? {} : { replayPath }) },
  );
}
