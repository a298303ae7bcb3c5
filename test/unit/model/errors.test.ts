import { describe, expect, test } from "vitest";
import { whileUnconfirmed } from "../../../provider/lifecycle/unconfirmed-write.ts";
import { SmtpProviderError } from "../../../provider/model/errors.ts";

const error = () =>
  new SmtpProviderError("RATE_LIMITED", {
    what: "It is too much.",
    truth: "It is as it was.",
    todo: "Wait.",
  });

describe("an expected failure", () => {
  test("is its message: the code, what happened, what is true, what to do", () => {
    expect(error().message).toBe("RATE_LIMITED: It is too much. It is as it was. Wait.");
  });

  test("has no stack and no cause, which the provider process would print", () => {
    expect(error().stack).toBe(error().message);
    expect(error().cause).toBeUndefined();
  });
});

describe("after a write in doubt", () => {
  test("what is said to be true changes, and nothing else", async () => {
    const failing = whileUnconfirmed("PATCH", Promise.reject(error()));
    const message =
      "RATE_LIMITED: It is too much. It is not clear whether Auth0 carried out the PATCH before it. " +
      "Nothing was recorded as done. Wait.";
    await expect(failing).rejects.toMatchObject({ code: "RATE_LIMITED", message, stack: message });
  });

  test("not where none is", async () => {
    await expect(whileUnconfirmed(undefined, Promise.reject(error()))).rejects.toThrow(error().message);
  });

  test("nor for what nobody expected", async () => {
    const bug = new TypeError("a bug");
    await expect(whileUnconfirmed("PATCH", Promise.reject(bug))).rejects.toBe(bug);
  });

  test("what goes well goes through", async () => {
    expect(await whileUnconfirmed("PATCH", Promise.resolve(42))).toBe(42);
  });
});
