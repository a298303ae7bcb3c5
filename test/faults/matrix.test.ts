/** Every fault on every request of every operation, against the real provider process. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { CLIENT } from "../emulator/index.ts";
import { findSecrets } from "../secrets/scan.ts";
import { CASES, expectedCode } from "./matrix/cases.ts";
import { ROWS } from "./matrix/expected.ts";
import { FAULTS } from "./matrix/faults.ts";
import { faultsIn } from "./matrix/judge.ts";
import { OPERATIONS } from "./matrix/operations.ts";
import { play } from "./matrix/play.ts";
import { Stage } from "./stage.ts";

// Most cases wait, for time is a part of what is tested.
vi.setConfig({ maxConcurrency: 32 });

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(async () => {
  const printed = await stage.process.allPrinted();
  await stage.close();
  expect(
    findSecrets({ passwords: "-canary", "client secret": CLIENT.AUTH0_CLIENT_SECRET }, { printed }),
  ).toEqual([]);
});

test("nothing is left out", () => {
  expect(FAULTS).toHaveLength(15);
  expect(ROWS).toHaveLength(48);
  expect(CASES).toHaveLength(15 * 48);
});

describe.each(OPERATIONS)("$name", { concurrent: true }, (operation) => {
  test("without a fault it makes the requests of the table, and converges", async () => {
    const played = await play(stage, operation, []);
    const requests = ROWS.filter((row) => row.operation === operation.name).map(({ request }) => request);
    expect(played.first.kinds).toEqual(requests);
    expect(faultsIn(operation, played)).toEqual([]);
  });

  test.for(CASES.filter((one) => one.operation === operation))("$name", async (one) => {
    const played = await play(stage, operation, [one]);
    expect(played.first.failure?.code).toBe(expectedCode(one));
    expect(faultsIn(operation, played)).toEqual([]);
  });
});
