/** As on an enterprise plan (10 at once, 100 a minute), so that it takes seconds; the free plan's is the long form. */
import { expect, test } from "vitest";
import { thirtyUpdates } from "./thirty-updates.ts";

test.concurrent.for(["at once", "in turn"] as const)("30 updates of one tenant, %s", async (order) => {
  const { failures, refused } = await thirtyUpdates("enterprise", order);
  expect(failures).toEqual([]);
  expect(refused).toBeGreaterThan(0);
});
