/** The provider process keeps nothing of an operation. */
import { expect, onTestFinished, test } from "vitest";
import { growth } from "./growth.ts";
import { Track } from "./track.ts";

/** Bytes an operation. What is compiled and cached in the first thousands of operations is in it. */
const LIMIT = 1_500;

test("its memory is flat over 1,000 operations, and a leak of 4 KB would show", async () => {
  const track = await Track.open();
  onTestFinished(() => track.close());
  await track.run(600);
  expect(growth(await track.run(1_000))).toBeLessThan(LIMIT);
  await track.leak(4_096);
  expect(growth(await track.run(600))).toBeGreaterThan(LIMIT);
});
