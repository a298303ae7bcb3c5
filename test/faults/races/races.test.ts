/** Somebody else acts while a command runs. What cannot be promised is in `not-promised.test.ts`. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { untruth } from "../matrix/truth.ts";
import { recordedProvider } from "../recorded-provider.ts";
import { Stage } from "../stage.ts";
import { compete } from "./race.ts";
import { RACES } from "./table.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

test.concurrent.for(RACES)("$name", async (race) => {
  const act = await compete(stage, race);
  expect(act.failure?.code).toBe(race.code);
  expect(act.now).toEqual(race.leaves);
  if (act.failure) {
    expect(untruth(act.failure.message, act)).toBeUndefined();
    expect(act.state).toEqual(act.start);
  } else if (act.state && act.now) {
    // Somebody else's password cannot be read, and so not be recorded.
    const credentials = { ...act.now.credentials, smtp_pass: act.state.outputs.password };
    expect(recordedProvider(act.state)).toEqual({ ...act.now, credentials });
  }
});
