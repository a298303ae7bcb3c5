import fc from "fast-check";
import type { Model } from "../model.ts";
import { MAIL_USER, type Program } from "../program.ts";
import type { Command } from "./command.ts";

/** The program has its changes prove themselves, or no longer. */
export class Prove implements Command {
  readonly verify: Program["verify"];

  constructor(verify: Program["verify"]) {
    this.verify = verify;
  }

  check = () => true;

  async run(model: Model): Promise<void> {
    model.program = { ...model.program, verify: this.verify };
  }

  toString = () => (this.verify ? `verify, onFailure: ${this.verify.onFailure}` : "verify nothing");
}

export const prove = fc
  .constantFrom("rollback" as const, "rollback" as const, "fail" as const, undefined)
  .map((onFailure) => new Prove(onFailure && { userId: MAIL_USER, waitSeconds: 30, onFailure }));
