import { expect, test } from "vitest";
import { connectionProblemOf } from "../../../provider/smtp/connection-problem.ts";

const failed = (code: string) => Object.assign(new Error("not shown"), { code });

test.each([
  [["ENETUNREACH", "ECONNREFUSED"], "ECONNREFUSED"],
  [["ECONNREFUSED", "ENETUNREACH"], "ECONNREFUSED"],
  [["EHOSTUNREACH", "ETIMEDOUT"], "ETIMEDOUT"],
  [["ENETUNREACH", "EHOSTUNREACH"], "ENETUNREACH"],
])("of the faults of several addresses %j the server's is told, not the want of IPv6 here", (codes, told) => {
  const error = new AggregateError(codes.map(failed));
  expect(connectionProblemOf(error)).toEqual({ kind: "network", code: told });
});

test("a mistake of ours is no fault of a server", () => {
  expect(connectionProblemOf(new Error("what?"))).toBeUndefined();
  expect(connectionProblemOf(new AggregateError([]))).toBeUndefined();
});
