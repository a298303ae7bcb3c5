import { expect, test } from "vitest";
import { HANDLER } from "../../provider/handler.ts";

/**
 * NEVER CHANGE THIS TEXT. It is in the state of everybody who uses the package, and `refresh` and `destroy` run the
 * text from the state. If this test is red, it is the handler that must be put back.
 */
const IN_EVERY_STATE =
  'exports.handler=()=>{const p="pulumi-auth0-smtp";try{require.resolve(p+"/dynamic-provider")}catch{throw Error(p+" is not installed in this project. Run: npm install "+p)}return require(p+"/dynamic-provider").provider}';

test("the handler is what every state has", () => {
  expect(HANDLER).toBe(IN_EVERY_STATE);
});

test("it takes at most 300 bytes of every state", () => {
  expect(Buffer.byteLength(HANDLER)).toBeLessThanOrEqual(300);
});

test("where the package is missing it says what to do", () => {
  const evaluate = new Function("exports", "require", HANDLER);
  const exported: { handler?: () => unknown } = {};
  const missing = Object.assign(() => {}, {
    resolve() {
      throw new Error("Cannot find module, and a long story");
    },
  });
  evaluate(exported, missing);
  expect(exported.handler).toThrow(
    "pulumi-auth0-smtp is not installed in this project. Run: npm install pulumi-auth0-smtp",
  );
});
