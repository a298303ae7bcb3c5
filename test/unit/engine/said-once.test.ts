import { expect, test } from "vitest";
import { saidOnce } from "../../../provider/engine/said-once.ts";
import { SmtpProviderError } from "../../../provider/model/errors.ts";

const failing = (error: Error) => {
  const fail = async () => {
    throw error;
  };
  return saidOnce({ check: fail, diff: fail, create: fail, read: fail, update: fail, delete: fail });
};

const failure = () =>
  new SmtpProviderError("REJECTED", { what: "It was refused.", truth: "It is as it was.", todo: "Look." });

test.each(["check", "diff", "read", "delete"] as const)(
  "%s: what @pulumi/pulumi prints beside the message does not say it again",
  async (name) => {
    const call = failing(failure())[name] ?? (async () => undefined);
    const error: unknown = await call("id", {}, {}).catch((reason: unknown) => reason);
    if (!(error instanceof Error)) throw new Error("it did not fail");
    expect(error.message).toBe("REJECTED: It was refused. It is as it was. Look.");
    expect(`${error}: ${error.stack}`).toBe(
      "pulumi-auth0-smtp: REJECTED. The resource's own error says more.",
    );
  },
);

test.each(["create", "update"] as const)(
  "%s, of which nothing is printed, fails as it does",
  async (name) => {
    const error = failure();
    const call = failing(error)[name] ?? (async () => undefined);
    await expect(call("id", {}, {})).rejects.toBe(error);
  },
);

test("what nobody expected keeps its stack", async () => {
  const bug = new TypeError("a bug");
  await expect(failing(bug).read?.("id", {})).rejects.toBe(bug);
});
