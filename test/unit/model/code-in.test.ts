import { expect, test } from "vitest";
import { codeIn } from "../../../provider/index.ts";

test.each([
  ["PASSWORD_REQUIRED: host changes.", "PASSWORD_REQUIRED"],
  [
    "error: pulumi-nodejs:dynamic/auth0:SmtpEmailProvider resource 'mail' has a problem: PASSWORD_REQUIRED: host changes.",
    "PASSWORD_REQUIRED",
  ],
  [
    "resource 'mail': property host value {localhost} has a problem:\nPREFLIGHT_FAILED: CERTIFICATE (host): it is self-signed.",
    "PREFLIGHT_FAILED",
  ],
  ["\u001b[1merror: \u001b[0mRATE_LIMITED: Auth0 asked to wait.\u001b[0m", "RATE_LIMITED"],
  ["1 error occurred:\n\t* UNREACHABLE:\nno answer from acme.eu.auth0.com", "UNREACHABLE"],
  ["REJECTED: the server says UNREACHABLE: later", "REJECTED"],
])("the code in %j is %s", (message, code) => {
  expect(codeIn(message)).toBe(code);
});

test.each([
  "",
  "error: update failed",
  "unauthorized: try again",
  "NOT_UNAUTHORIZED: x",
  "UNAUTHORIZED",
  "PORT_25: port 25 is for mail between servers.",
  "https://example.com/UNREACHABLE:8080",
])("%j has none", (message) => {
  expect(codeIn(message)).toBeUndefined();
});
