import fc from "fast-check";
import type { Fault, RequestKind } from "../../emulator/index.ts";
import type { Model } from "../model.ts";
import type { Stack } from "../stack.ts";
import type { Command } from "./command.ts";

/** One request of the next operation will go wrong. */
export class FailNext implements Command {
  readonly fault: Fault;
  readonly on: RequestKind | undefined;

  constructor(fault: Fault, on: RequestKind | undefined) {
    this.fault = fault;
    this.on = on;
  }

  check = () => true;

  async run(model: Model, { tenant }: Stack): Promise<void> {
    const { fault, on } = this;
    tenant.failNext(fault, on === undefined ? {} : { on });
    const refuses = fault.kind === "status" && fault.status < 500;
    model.faults.push(refuses ? "refusal" : "passing");
  }

  toString = () => `${this.on ?? "a request"} will meet ${JSON.stringify(this.fault)}`;
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

export const failNext = fc
  .tuple(anyFault, fc.constantFrom("token", "get", "post", "patch", "delete", undefined))
  .map(([fault, on]) => new FailNext(fault, on));
