/** After every fault of the matrix that passes, every fault on every request that follows it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { CASES } from "./matrix/cases.ts";
import { OPERATIONS } from "./matrix/operations.ts";
import { faultsInPairs } from "./matrix/pairs.ts";
import { Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

test.for(OPERATIONS)("$name", async (operation) => {
  const firsts = CASES.filter((one) => one.operation === operation && one.fault.times !== "always");
  const { played, wrong } = await faultsInPairs(stage, firsts);
  expect(wrong).toEqual([]);
  console.log(`${operation.name}: ${played} pairs`);
});
