/** The provider process keeps nothing of an operation, and takes no more of the machine. */
import { expect, onTestFinished, test } from "vitest";
import { growth } from "./growth.ts";
import { Track } from "./track.ts";

/** Bytes an operation: 2 MB over all. The first 4,000 also fill caches. */
const LIMIT = 200;

test("its memory is flat over 10,000 operations, and a leak of 1 KB would show", async () => {
  const track = await Track.open();
  onTestFinished(() => track.close());
  await track.run(4_000);
  const samples = await track.run(10_000);
  const mb = (bytes = 0) => (bytes / 1e6).toFixed(1);
  const [first, last] = [samples.at(0), samples.at(-1)];
  console.log(
    `10,000 operations: ${growth(samples).toFixed(0)} bytes an operation; heap ${mb(first?.heap)} → ${mb(last?.heap)} MB, ` +
      `RSS ${mb(first?.rss)} → ${mb(last?.rss)} MB`,
  );
  expect(growth(samples)).toBeLessThan(LIMIT);
  expect((last?.rss ?? 0) / (first?.rss ?? 1)).toBeLessThan(1.1);
  await track.leak(1_024);
  expect(growth(await track.run(2_000))).toBeGreaterThan(LIMIT);
});
