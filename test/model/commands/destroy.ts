import fc from "fast-check";
import { expect } from "vitest";
import { afterDestroy } from "../expected.ts";
import { judge } from "../judge.ts";
import type { Model } from "../model.ts";
import type { Ending, Stack } from "../stack.ts";
import type { Command } from "./command.ts";

/** `pulumi destroy`; what is lost is destroyed again, which succeeds. */
export class Destroy implements Command {
  readonly ending: Ending;

  constructor(ending: Ending) {
    this.ending = ending;
  }

  check = () => true;

  async run(model: Model, stack: Stack): Promise<void> {
    const attempt = await stack.destroy(this.ending);
    judge(model, stack, attempt, afterDestroy(model), this.ending);
    if (attempt.code !== undefined || this.ending === "recorded") return;
    expect((await stack.destroy("recorded")).code).toBeUndefined();
    model.state = undefined;
    expect(stack.tenant.provider).toEqual(model.tenant);
  }

  toString = () => `pulumi destroy, ${this.ending}`;
}

export const destroy = fc.constantFrom<Ending[]>("recorded", "lost").map((ending) => new Destroy(ending));
