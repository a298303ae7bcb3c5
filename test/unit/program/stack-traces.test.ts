import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { SmtpEmailProvider, type SmtpEmailProviderArgs } from "../../../provider/index.ts";

const ARGS: SmtpEmailProviderArgs = {
  domain: "acme.eu.auth0.com",
  from: "no-reply@acme.com",
  host: "smtp.acme.com",
  username: "acme",
  password: "pw-1",
};

beforeAll(() =>
  pulumi.runtime.setMocks({ newResource: ({ inputs }) => ({ id: "id", state: inputs }), call: () => ({}) }),
);
afterAll(() => pulumi.runtime.disconnect());

class Plain extends pulumi.CustomResource {
  constructor() {
    super("pkg:mod:Plain", "plain", { one: 1 });
  }
}

/** How many stack traces with any frame are formatted. */
function formatted(work: () => unknown): number {
  const { prepareStackTrace } = Error;
  let count = 0;
  Error.prepareStackTrace = (_, frames) => {
    if (frames.length > 0) count++;
    return "";
  };
  onTestFinished(() => {
    Error.prepareStackTrace = prepareStackTrace;
  });
  work();
  Error.prepareStackTrace = prepareStackTrace;
  return count;
}

test("a resource costs the program one stack trace: that of its place in the program", () => {
  expect(formatted(() => new SmtpEmailProvider("mail", ARGS))).toBe(1);
  // So those that are saved would be seen.
  expect(formatted(() => new Plain())).toBeGreaterThan(5);
});

test("collecting goes on afterwards, also where the resource cannot be made; then its stack says where it was", () => {
  const limit = Error.stackTraceLimit;
  expect(limit).toBeGreaterThan(0);
  new SmtpEmailProvider("other", { ...ARGS, domain: "other.eu.auth0.com" });
  expect(Error.stackTraceLimit).toBe(limit);

  const refuse = () => {
    throw new Error("not this one");
  };
  const transformed = () => new SmtpEmailProvider("third", ARGS, { transformations: [refuse] });
  expect(transformed).toThrow(
    expect.objectContaining({
      stack: expect.stringMatching(/^Error: not this one\n.*stack-traces\.test\.ts/),
    }),
  );
  expect(Error.stackTraceLimit).toBe(limit);
});
