import fc from "fast-check";
import type { Model } from "../model.ts";
import type { Stack } from "../stack.ts";
import type { Command } from "./command.ts";

/** The SMTP server refuses mails from now on, or takes them again. */
export class FailMail implements Command {
  readonly fails: boolean;

  constructor(fails: boolean) {
    this.fails = fails;
  }

  check = () => true;

  async run(model: Model, { tenant }: Stack): Promise<void> {
    tenant.mailError = this.fails ? "535 5.7.8 Authentication failed" : undefined;
    model.mailFails = this.fails;
  }

  toString = () => (this.fails ? "mails fail" : "mails go out");
}

export const failMail = fc.boolean().map((fails) => new FailMail(fails));
