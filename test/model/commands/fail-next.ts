import fc from "fast-check";
import type { Fault } from "../../emulator/index.ts";
import type { Model } from "../model.ts";
import type { Stack } from "../stack.ts";
import type { Command } from "./command.ts";

/** One request of the next operation will go wrong. */
export class FailNext implements Command {
  readonly fault: Fault;
  readonly skip: number;

  /** @param skip how many requests go well before */
  constructor(fault: Fault, skip: number) {
    this.fault = fault;
    this.skip = skip;
  }

  check = () => true;

  async run(model: Model, { tenant }: Stack): Promise<void> {
    const { fault, skip } = this;
    tenant.failNext(fault, { skip });
    const refuses = fault.kind === "status" && fault.status < 500;
    model.faults.push(refuses ? "refusal" : "passing");
  }

  toString = () => `request ${this.skip + 1} will meet ${JSON.stringify(this.fault)}`;
}

const anyFault = fc.constantFrom<Fault[]>(
  { kind: "reset-before" },
  { kind: "reset-after" },
  { kind: "not-json" },
  { kind: "429" },
  { kind: "status", status: 500 },
  { kind: "status", status: 400 },
  { kind: "status", status: 403 },
);

/** The first request of all is for a token. */
const anySkip = fc.constantFrom(0, 1, 1, 1, 2, 2, 3);

export const failNext = fc.tuple(anyFault, anySkip).map(([fault, skip]) => new FailNext(fault, skip));
