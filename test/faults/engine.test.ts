/** A tenth of the matrix through the real engine, with its own state files. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Hit } from "../secrets/scan.ts";
import { CASES, expectedCode } from "./matrix/cases.ts";
import { playInEngine } from "./matrix/engine-play.ts";
import { FAULTS } from "./matrix/faults.ts";
import { faultsIn } from "./matrix/judge.ts";
import { OPERATIONS } from "./matrix/operations.ts";
import type { Played } from "./matrix/play.ts";

// Of each row every tenth column, beginning three further on in each: so each fault has its turn.
const CHOSEN = CASES.filter((_, at) => {
  const [row, column] = [Math.floor(at / FAULTS.length), at % FAULTS.length];
  return (column + 3 * row) % 10 === 0;
});

test("the tenth has every operation, every fault, and every way to end", () => {
  expect(CHOSEN.length).toBe(Math.ceil(CASES.length / 10));
  expect(new Set(CHOSEN.map(({ operation }) => operation))).toEqual(new Set(OPERATIONS));
  expect(new Set(CHOSEN.map(({ fault }) => fault))).toEqual(new Set(FAULTS));
  expect(new Set(CHOSEN.map(({ ending }) => ending))).toEqual(new Set(CASES.map(({ ending }) => ending)));
});

describe.each(["up", "refresh", "destroy"] as const)("%s", (command) => {
  const cases = CHOSEN.filter(({ operation }) => operation.command === command);
  let played: readonly Played[] = [];
  let leaks: readonly Hit[] = [];
  beforeAll(async () => {
    ({ played, leaks } = await playInEngine(command, cases));
  });

  test("no secret in what is printed, told and written", () => expect(leaks).toEqual([]));

  test.for(cases.map((one, at) => ({ ...one, at, title: `${one.operation.name}, ${one.name}` })))(
    "$title",
    ({ at, ...one }) => {
      const { [at]: outcome } = played;
      if (!outcome) throw new Error("not played");
      expect(outcome.first.failure?.code).toBe(expectedCode(one));
      expect(faultsIn(one.operation, outcome)).toEqual([]);
    },
  );
});
