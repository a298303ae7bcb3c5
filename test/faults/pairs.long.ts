/**
 * After every fault of the matrix, every fault on every request that follows it: what a look-up or a repetition meets.
 * How each of them must end is in no table; all else that holds of an end does. Waiting takes no time here.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { CASES, type Case } from "./matrix/cases.ts";
import { FAULTS } from "./matrix/faults.ts";
import { faultsIn } from "./matrix/judge.ts";
import { OPERATIONS } from "./matrix/operations.ts";
import { type Played, play, type Strike } from "./matrix/play.ts";
import { Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

test.for(OPERATIONS)("$name", async (operation) => {
  const cases = CASES.filter((one) => one.operation === operation);
  const queue = cases.values();
  const worker = async (): Promise<string[]> => {
    const wrong: string[] = [];
    for (const first of queue) wrong.push(...(await allAfter(first)));
    return wrong;
  };
  const wrong = await Promise.all(Array.from({ length: 24 }, worker));
  expect(wrong.flat()).toEqual([]);
});

/** What goes wrong where `first` is followed by another fault. */
async function allAfter(first: Case): Promise<string[]> {
  const { kinds } = (await attempt(first.operation, [first])).first;
  const later = kinds.map((_, request) => request).slice(first.request + 1);
  const wrong: string[] = [];
  for (const second of later.flatMap((request) => FAULTS.map((fault) => ({ request, fault })))) {
    const played = await attempt(first.operation, [first, second]);
    const faults = faultsIn(first.operation, played);
    if (faults.length > 0) wrong.push(`${describe(first)}, ${describe(second)}: ${faults.join("; ")}`);
  }
  return wrong;
}

const attempt = (operation: Case["operation"], strikes: readonly Strike[]): Promise<Played> =>
  play(stage, operation, strikes, { skipSleep: true });

const describe = ({ request, fault }: Strike) => `request ${request}: ${fault.name}`;
