import { expect, test } from "vitest";
import { HANDLER } from "../../../provider/engine/handler.ts";

/**
 * NEVER CHANGE THIS TEXT. It is in the state of everybody who uses the package, and `refresh` and `destroy` run the
 * text from the state. If this test is red, it is the handler that must be put back.
 */
const IN_EVERY_STATE =
  "exports.handler=(p='pulumi-auth0-smtp')=>{try{return require(p+'/dynamic-provider').provider}catch(e){e.stack=e.message='Run npm install '+p+': '+/.*/.exec(e);throw e}}";

test("the handler is what every state has", () => {
  expect(HANDLER).toBe(IN_EVERY_STATE);
});

test("it takes at most 300 bytes of every state", () => {
  expect(Buffer.byteLength(HANDLER)).toBeLessThanOrEqual(300);
});

test("where the package is missing it says what to do, in one line and without a stack", () => {
  const evaluate = new Function("exports", "require", HANDLER);
  const exported: { handler?: () => unknown } = {};
  evaluate(exported, () => {
    throw new Error("Cannot find module\nRequire stack:\n- here");
  });
  const said = "Run npm install pulumi-auth0-smtp: Error: Cannot find module";
  expect(exported.handler).toThrow(expect.objectContaining({ message: said, stack: said }));
});
