import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { MUTATIONS } from "../mutation/list/index.ts";
import { staleness } from "../mutation/mutate.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("every mutation's text is in the source once, and the test file that is to catch it is there", () => {
  const stale = MUTATIONS.map((mutation) => staleness(root, mutation)).filter((why) => why !== undefined);
  expect(stale).toEqual([]);
  const tests = MUTATIONS.map(({ caughtBy: [file] }) => file);
  expect(tests.filter((file) => !existsSync(`${root}test/${file}`))).toEqual([]);
});
