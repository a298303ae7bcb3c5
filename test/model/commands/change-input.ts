import fc from "fast-check";
import type { Model } from "../model.ts";
import type { Program } from "../program.ts";
import type { Command } from "./command.ts";
import { anyServer, anySettings } from "./values.ts";

/** The program is given another value for one input. */
export class ChangeInput implements Command {
  readonly change: Partial<Program>;

  constructor(change: Partial<Program>) {
    this.change = change;
  }

  check = () => true;

  async run(model: Model): Promise<void> {
    model.program = { ...model.program, ...this.change };
  }

  toString = () => `change ${JSON.stringify(this.change, (_, value) => value ?? null)}`;
}

export const changeInput = fc
  .oneof<fc.Arbitrary<Partial<Program>>[]>(
    fc.record({ host: anyServer.host }),
    fc.record({ port: anyServer.port }),
    fc.record({ username: anyServer.username }),
    fc.record({ from: anyServer.from }),
    fc.record({ enabled: fc.boolean() }),
    fc.record({ settings: anySettings }),
    fc.record({ onExisting: fc.constantFrom("fail", "adopt") }),
    fc.record({ onDelete: fc.constantFrom("delete", "disable") }),
  )
  .map((change) => new ChangeInput(change));
