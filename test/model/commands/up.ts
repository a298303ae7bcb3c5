import fc from "fast-check";
import { expect } from "vitest";
import { afterUp, preview } from "../expected.ts";
import { judge, noteWhatIsGiven, othersAreLeftAlone } from "../judge.ts";
import type { Model } from "../model.ts";
import type { Ending, Stack } from "../stack.ts";
import type { Command } from "./command.ts";

/** `pulumi up`; a second one sends nothing. */
export class Up implements Command {
  readonly ending: Ending;

  constructor(ending: Ending) {
    this.ending = ending;
  }

  check = () => true;

  async run(model: Model, stack: Stack): Promise<void> {
    noteWhatIsGiven(model);
    const expected = afterUp(model, stack.domain);
    const before = { ...model };
    const attempt = await stack.up(model.program, this.ending);
    othersAreLeftAlone(before, attempt, stack.tenant.provider);
    judge(model, stack, attempt, expected, this.ending);
    if (attempt.code !== undefined || this.ending === "lost") return;
    // What an unseen edit left is only now known, and a change that the next up makes.
    if (preview(model, stack.domain, model.state).changes) return;
    expect(await stack.up(model.program, "recorded")).toEqual({ code: undefined, requests: [] });
  }

  toString = () => `pulumi up, ${this.ending}`;
}

export const up = fc
  .oneof({ arbitrary: fc.constant<Ending>("recorded"), weight: 9 }, fc.constant<Ending>("lost"))
  .map((ending) => new Up(ending));
