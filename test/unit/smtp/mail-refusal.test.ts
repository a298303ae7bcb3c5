import { describe, expect, test } from "vitest";
import { quoting } from "../../../provider/model/quote.ts";
import { explainRefusal } from "../../../provider/smtp/mail-refusal.ts";
import { targetOf } from "../../../provider/smtp/target.ts";

/** What the mail library throws for an answer. Its message may hold what was sent. */
const refused = (command: string, response: string) =>
  Object.assign(new Error(`secret ${response}`), { code: "EENVELOPE", command, response });

const tell = (error: unknown, host = "smtp.acme.com", password = "pw-1") =>
  explainRefusal(error, targetOf({ host, port: 587, username: "acme", password }), quoting(password));

describe("a refused mail: what to do depends on the command, the code and the service", () => {
  test.each<[host: string, command: string, response: string, advice: RegExp]>([
    ["smtp.acme.com", "MAIL FROM", "550 5.7.1 not you", /^Allow this account to send as the From address/],
    ["smtp.acme.com", "RCPT TO", "550 5.1.1 no such user", /^Try another recipient/],
    ["smtp.acme.com", "DATA", "554 5.7.1 spam", /From address, the content.*whole mail/],
    ["smtp.acme.com", "DATA", "451 4.7.1 greylisted", /try again.*temporary.*limit/],
    ["smtp.acme.com", "AUTH LOGIN", "535 5.7.8 no", /^Check user name and password/],
    ["smtp.acme.com", "STARTTLS", "500 what?", /log/],
    ["smtp.acme.com", "EHLO", "501 5.5.4 Invalid domain name", /--ehlo-name/],
    ["smtp.acme.com", "RCPT TO", "504 5.5.2 <x>: Helo command rejected: need a name", /--ehlo-name/],
    [
      "email-smtp.eu-west-1.amazonaws.com",
      "DATA",
      "554 Message rejected: Email address is not verified. The following identities failed the check in region",
      /Amazon SES: .*verified identity of this region.*sandbox.*https:\/\/docs\.aws/,
    ],
    [
      "smtp.sendgrid.net",
      "DATA",
      "550 The from address does not match a verified Sender Identity.",
      /SendGrid: .*verified/,
    ],
    ["smtp.sparkpostmail.com", "DATA", "550 5.7.1 Unconfigured Sending Domain <x>", /SparkPost: /],
    ["smtp.office365.com", "MAIL FROM", "550 5.7.60 SMTP; Client does not have permissions", /Send As/],
    ["smtp.gmail.com", "AUTH LOGIN", "535 5.7.8 BadCredentials", /app password/],
  ])("%s: %s %s", (host, command, response, advice) => {
    const told = tell(refused(command, response), host);
    expect(told.advice).toMatch(advice);
    expect(told.seen).toMatch(/^the server answers .* with "\d{3} /);
    expect(JSON.stringify(told)).not.toContain("secret");
  });

  test("each line's code is told once", () => {
    const { seen } = tell(refused("DATA", "550-5.7.1 no\n550-5.7.1 not\n550 5.7.1 ever"));
    expect(seen).toBe('the server answers DATA with "550 5.7.1 no not ever"');
  });

  test.each([["pässword"], ["naïve"]])("a login beyond ASCII: servers differ in the encoding", (password) => {
    expect(tell(refused("AUTH LOGIN", "535 no"), undefined, password).advice).toMatch(/beyond ASCII.*UTF-8/);
    expect(tell(refused("AUTH LOGIN", "535 no")).advice).not.toMatch(/ASCII/);
  });

  test("no answer at all: the library's code, never its message", () => {
    const error = Object.assign(new Error("secret"), { code: "ETLS" });
    expect(tell(error)).toEqual({
      seen: "the server did not accept the mail (ETLS)",
      advice: expect.stringMatching(/log/),
    });
    expect(tell("secret").seen).toBe("the server did not accept the mail (no reason known)");
  });
});
