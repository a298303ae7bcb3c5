/** Every fault on every request of every operation, against the real provider process. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROWS } from "./matrix/expected.ts";
import { FAULTS } from "./matrix/faults.ts";
import { faultsIn } from "./matrix/judge.ts";
import { OPERATIONS } from "./matrix/operations.ts";
import { play } from "./matrix/play.ts";
import { Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

const cases = ROWS.flatMap(({ operation, request, endings }) =>
  endings.map((ending, at) => ({ operation, request, fault: FAULTS[at], ending })),
);

describe.each(OPERATIONS)("$name", { concurrent: true }, (operation) => {
  const rows = ROWS.filter((row) => row.operation === operation.name);

  test("without a fault", async () => {
    const played = await play(stage, operation, []);
    expect(faultsIn(operation, played)).toEqual([]);
    expect(played.first.kinds, "a row of the table for each request").toEqual(
      rows.map(({ request }) => request),
    );
  });

  for (const [request, row] of rows.entries()) {
    test.for(FAULTS.map((fault, at) => ({ fault, ending: row.endings[at] })))(
      `${row.request}: $fault.name → $ending`,
      async ({ fault, ending }) => {
        const played = await play(stage, operation, [{ fault, request }]);
        const code = played.first.failure?.code;
        expect(code ?? "as ever").toBe(ending === "as ever" ? (operation.refusedWith ?? ending) : ending);
        expect(faultsIn(operation, played)).toEqual([]);
      },
    );
  }
});
