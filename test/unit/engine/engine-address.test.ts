import { expect, test } from "vitest";
import { engineAddress } from "../../../provider/engine/engine-address.ts";

test.each([
  [["node", "index.js", "127.0.0.1:4711"], "127.0.0.1:4711"],
  [["node", "index.js", "--logtostderr", "[::1]:4711"], "[::1]:4711"],
  [["node", "index.js"], undefined],
  [[], undefined],
])("the engine's address in %j", (argv, address) => {
  expect(engineAddress(argv)).toBe(address);
});
