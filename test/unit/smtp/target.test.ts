import { expect, test } from "vitest";
import type { PreflightOptions } from "../../../provider/smtp/preflight-options.ts";
import { targetOf } from "../../../provider/smtp/target.ts";

const subject = (options: Partial<PreflightOptions>) =>
  targetOf({ host: "smtp.acme.com", port: 587, ...options });

test.each([
  [465, true],
  [2465, true],
  [587, false],
  [25, false],
  [2525, false],
])("port %i has TLS from the start: %s", (port, secure) => {
  expect(subject({ port }).secure).toBe(secure);
  expect(subject({ port, secure: !secure }).secure).toBe(!secure);
});

test("the whole run has ten seconds", () => {
  expect(subject({}).timeoutSeconds).toBe(10);
});

test.each([
  ["no-reply@acme.com", ""],
  ["Acme <no-reply@acme.com>", "Acme"],
  ["<no-reply@acme.com>", ""],
])("the sender of %s is its bare address", (from, name) => {
  expect(subject({ from }).sender).toEqual({ value: { name, address: "no-reply@acme.com" } });
});

test("what is not given is not tested", () => {
  expect(subject({ username: "acme", password: "" }).login.judgement?.status).toBe("skipped");
  expect(subject({ username: "", password: "x" }).login.judgement?.status).toBe("skipped");
  expect(subject({ from: "" }).sender.judgement?.status).toBe("skipped");
});
