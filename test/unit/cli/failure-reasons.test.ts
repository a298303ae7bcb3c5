import { expect, test } from "vitest";
import { groupByReason, normalised } from "../../../provider/cli/failure-reasons.ts";
import { masked } from "../../../provider/model/mask.ts";

// Most are what services answer; the ids are made up.
test.each([
  [
    "Invalid login: 535 Authentication Credentials Invalid",
    "Invalid login: 535 Authentication Credentials Invalid",
  ],
  [
    "Can't send mail - all recipients were rejected: 550 5.1.1 <jane.o'neill+x@mail.example.co.uk>: Recipient address rejected",
    "Can't send mail - all recipients were rejected: 550 5.1.1 <<address>>: Recipient address rejected",
  ],
  [
    "535-5.7.8 Username and Password not accepted. 535 5.7.8  https://support.google.com/mail/?p=BadCredentials d9443c01a7336-1d8c5f0a4bcsm12345678.45 - gsmtp",
    "535-5.7.8 Username and Password not accepted. 535 5.7.8  <url> <id> - gsmtp",
  ],
  [
    "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. [AM0PR01CA0123.eurprd01.prod.exchangelabs.com 2026-01-01T10:00:00.000Z 08DE4A]",
    "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. [<id>]",
  ],
  [
    "Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: no-reply@acme.com",
    "Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: <address>",
  ],
  ["connect ECONNREFUSED 203.0.113.9:587", "connect ECONNREFUSED <ip>:587"],
  ["getaddrinfo ENOTFOUND smtp.office365.com", "getaddrinfo ENOTFOUND smtp.office365.com"],
  [
    "454 4.7.0 Temporary failure, request 3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    "454 4.7.0 Temporary failure, request <id>",
  ],
  ["451 try again, queue 1234567890", "451 try again, queue <id>"],
  ["550\u001b[31m no\r\nRCPT", "550 [31m no RCPT"],
])("%s", (reason, expected) => {
  expect(normalised(reason)).toBe(expected);
});

test("a reason of any length is cut", () => {
  expect(normalised("word ".repeat(100_000)).length).toBeLessThan(400);
});

const failure = (reason: string, date: string | undefined, to = "jane@example.com") => ({
  id: reason + date,
  date: date === undefined ? undefined : new Date(date),
  emailType: "verify_email",
  to,
  reason,
});

test("groups have their first and last date, whatever the order", () => {
  const groups = groupByReason([
    failure("b", "2026-01-02T00:00:00Z"),
    failure("a", "2026-01-02T00:00:00Z"),
    failure("a", undefined),
    failure("a", "2026-01-03T00:00:00Z"),
    failure("a", "2026-01-01T00:00:00Z"),
  ]);
  expect(groups).toMatchObject([
    { reason: "a", count: 4, first: "2026-01-01T00:00:00.000Z", last: "2026-01-03T00:00:00.000Z" },
    { reason: "b", count: 1 },
  ]);
  expect(groupByReason([failure("a", undefined)])).toMatchObject([{ first: null, last: null }]);
});

test.each([
  ["jane@example.com", "j***@example.com"],
  ["j@example.com", "j***@example.com"],
  ['"a@b"@example.com', '"***@example.com'],
  ["+4915112345678", "+***"],
  ["@example.com", "@example.com"],
  ["", ""],
])("of %s only %s is shown", (address, expected) => {
  expect(masked(address)).toBe(expected);
});
