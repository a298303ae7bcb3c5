import fc from "fast-check";
import type { Model } from "../model.ts";
import { PASSWORD_VARIABLE } from "../program.ts";
import type { Stack } from "../stack.ts";
import type { Command } from "./command.ts";
import { anyPassword } from "./values.ts";

/** The program says where to read the password; a new version means a new one. */
export class ReadPassword implements Command {
  readonly version: string;
  readonly value: string;

  constructor(version: string, value: string) {
    this.version = version;
    this.value = value;
  }

  check = () => true;

  async run(model: Model, stack: Stack): Promise<void> {
    const passwordFrom = { env: PASSWORD_VARIABLE, version: this.version };
    model.program = { ...model.program, password: undefined, passwordFrom };
    model.sourced = this.value;
    stack.sourced = this.value;
  }

  toString = () => `read the password, version ${this.version}: ${this.value}`;
}

export const readPassword = fc
  .tuple(fc.constantFrom("1", "2"), anyPassword)
  .map(([version, value]) => new ReadPassword(version, value));
