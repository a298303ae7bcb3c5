import fc from "fast-check";
import { expect } from "vitest";
import { afterRename } from "../expected.ts";
import { judge, noteWhatIsGiven, othersAreLeftAlone } from "../judge.ts";
import type { Model } from "../model.ts";
import type { Ending, Stack } from "../stack.ts";
import type { Command } from "./command.ts";

/** The resource gets another name and no alias, and `pulumi up`: the tenant never loses its mail. */
export class Rename implements Command {
  readonly ending: Ending;

  constructor(ending: Ending) {
    this.ending = ending;
  }

  check = () => true;

  async run(model: Model, stack: Stack): Promise<void> {
    // The old resource is not the new one's: what is there counts as somebody else's.
    const before = { ...model, state: undefined };
    noteWhatIsGiven(before);
    const expected = afterRename(model, stack.domain);
    const attempt = await stack.rename(model.program, this.ending);
    if (before.tenant) expect(stack.tenant.provider).toBeDefined();
    const isRolledBack = before.tenant === undefined && attempt.code === "VERIFICATION_FAILED";
    if (!isRolledBack) expect(attempt.requests.filter(({ kind }) => kind === "delete")).toEqual([]);
    othersAreLeftAlone(before, attempt, stack.tenant.provider);
    judge(model, stack, attempt, expected, this.ending);
  }

  toString = () => `rename and pulumi up, ${this.ending}`;
}

export const rename = fc.constantFrom<Ending[]>("recorded", "lost").map((ending) => new Rename(ending));
