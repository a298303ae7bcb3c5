import fc from "fast-check";
import type { Model } from "../model.ts";
import type { Stack } from "../stack.ts";
import { changeInput } from "./change-input.ts";
import { destroy } from "./destroy.ts";
import { dropPassword } from "./drop-password.ts";
import { edit } from "./edit.ts";
import { failNext } from "./fail-next.ts";
import { ignorePassword } from "./ignore-password.ts";
import { preview } from "./preview.ts";
import { readPassword } from "./read-password.ts";
import { refresh } from "./refresh.ts";
import { removeProvider } from "./remove-provider.ts";
import { rename } from "./rename.ts";
import { replaceProvider } from "./replace-provider.ts";
import { setPassword } from "./set-password.ts";
import { up } from "./up.ts";

/** What may happen, in any order; `up` more often than the rest, for most of it shows there. */
export function lives(replayPath: string | undefined) {
  return fc.commands<Model, Stack, false>(
    [
      up,
      up,
      up,
      preview,
      refresh,
      destroy,
      rename,
      changeInput,
      changeInput,
      setPassword,
      setPassword,
      dropPassword,
      readPassword,
      ignorePassword,
      edit,
      replaceProvider,
      removeProvider,
      failNext,
    ],
    { maxCommands: 25, size: "max", ...(replayPath === undefined ? {} : { replayPath }) },
  );
}
