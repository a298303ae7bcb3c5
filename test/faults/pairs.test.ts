/** After a write that the tenant has carried out and nobody has heard of, every fault on every request that follows. */
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

const FIRSTS = CASES.filter(
  ({ fault, name }) => fault.name === "reset after" && /^(post|patch|delete)/.test(name),
);

test.for(OPERATIONS.filter((one) => FIRSTS.some(({ operation }) => operation === one)))(
  "$name",
  { concurrent: true },
  async (operation) => {
    const firsts = FIRSTS.filter((one) => one.operation === operation);
    const { played, wrong } = await faultsInPairs(stage, firsts);
    expect(wrong).toEqual([]);
    expect(played).toBeGreaterThan(0);
  },
);
