/** As on Auth0's free plan: 5 at once, 25 a minute. */
import { expect, test } from "vitest";
import { thirtyUpdates } from "./thirty-updates.ts";

test.concurrent.for(["at once", "in turn"] as const)("30 updates of one tenant, %s", async (order) => {
  const { failures, refused, seconds } = await thirtyUpdates("free", order);
  console.log(
    `30 updates ${order}: ${seconds.toFixed(0)} s, of ${30 + refused} PATCHes ${refused} were answered 429`,
  );
  expect(failures).toEqual([]);
  expect(refused).toBeGreaterThan(0);
});
