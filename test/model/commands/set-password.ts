import type { Model } from "../model.ts";
import type { Command } from "./command.ts";
import { anyPassword } from "./values.ts";

/** The program gives a password: for the first time, again, or another. */
export class SetPassword implements Command {
  readonly password: string;

  constructor(password: string) {
    this.password = password;
  }

  check = () => true;

  async run(model: Model): Promise<void> {
    model.program = { ...model.program, password: this.password, passwordFrom: undefined };
  }

  toString = () => `give the password ${this.password}`;
}

export const setPassword = anyPassword.map((password) => new SetPassword(password));
