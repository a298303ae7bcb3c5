import fc from "fast-check";
import type { Model } from "../model.ts";
import type { Command } from "./command.ts";

/** The program gives no password any more, nor where to read it. */
export class DropPassword implements Command {
  check = () => true;

  async run(model: Model): Promise<void> {
    model.program = { ...model.program, password: undefined, passwordFrom: undefined };
  }

  toString = () => "drop the password";
}

export const dropPassword = fc.constant(new DropPassword());
