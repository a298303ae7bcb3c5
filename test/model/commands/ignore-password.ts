import fc from "fast-check";
import type { Model } from "../model.ts";
import type { Command } from "./command.ts";

/** `ignoreChanges: ["password"]` is put into the program, or taken out. */
export class IgnorePassword implements Command {
  check = () => true;

  async run(model: Model): Promise<void> {
    model.program = { ...model.program, ignoresPassword: !model.program.ignoresPassword };
  }

  toString = () => "ignoreChanges on or off";
}

export const ignorePassword = fc.constant(new IgnorePassword());
