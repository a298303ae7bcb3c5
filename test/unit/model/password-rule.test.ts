import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../provider/inputs/unknown.ts";
import { describeReasons, type Reason, reasonsForPassword } from "../../../provider/model/password-rule.ts";

const KNOWN = { domain: "acme.eu.auth0.com", host: "old.example", port: 587, username: "acme" };

// Each dimension of the table: what it is called, what the program says, and the reason that follows from it alone.
const domains = [
  { domain: "the same", next: KNOWN.domain, created: false },
  { domain: "another", next: "other.eu.auth0.com", created: true },
  { domain: "unknown", next: UNKNOWN, created: false },
];
const providers = [
  { provider: "smtp", providerName: "smtp", foreign: [] },
  { provider: "smtp, as inputs have it", providerName: undefined, foreign: [] },
  { provider: "ses", providerName: "ses", foreign: [{ kind: "foreign", provider: "ses" }] },
];
const ways = (input: "host" | "port" | "username", to: unknown) => [
  { [input]: "the same", value: KNOWN[input], reasons: [] },
  { [input]: "unknown", value: UNKNOWN, reasons: [] },
  { [input]: "changed", value: to, reasons: [{ kind: "changed", input, from: KNOWN[input], to }] },
];

const table = domains.flatMap((domain) =>
  providers.flatMap((provider) =>
    ways("host", "new.example").flatMap((host) =>
      ways("port", 465).flatMap((port) =>
        ways("username", "acme-2").map((username) => ({
          title: JSON.stringify({ ...domain, ...provider, ...host, ...port, ...username }, [
            "domain",
            "provider",
            "host",
            "port",
            "username",
          ]),
          known: { ...KNOWN, providerName: provider.providerName },
          next: { domain: domain.next, host: host.value, port: port.value, username: username.value },
          reasons: domain.created
            ? [{ kind: "created" }]
            : [...provider.foreign, ...host.reasons, ...port.reasons, ...username.reasons],
        })),
      ),
    ),
  ),
);

describe("the password is needed", () => {
  test("the table has every combination", () => {
    expect(new Set(table.map(({ title }) => title)).size).toBe(3 * 3 * 3 * 3 * 3);
  });

  test.each(table)("$title", ({ known, next, reasons }) => {
    expect(reasonsForPassword(known, next)).toEqual(reasons);
  });

  test.each([
    ["all known", { domain: KNOWN.domain, host: "h", port: 587, username: "u" }],
    ["all unknown", { domain: UNKNOWN, host: UNKNOWN, port: UNKNOWN, username: UNKNOWN }],
  ])("to create a provider, %s", (_, next) => {
    expect(reasonsForPassword(undefined, next)).toEqual([{ kind: "created" }]);
  });
});

describe("a value is compared as it is", () => {
  test.each([
    ["port", 587, "587"],
    ["username", "acme", "Acme"],
    ["host", "smtp.acme.com", "SMTP.acme.com"],
    ["host", undefined, "smtp.acme.com"],
  ] as const)("%s from %j to %j is a change", (input, from, to) => {
    const reasons = reasonsForPassword({ ...KNOWN, [input]: from }, { ...KNOWN, [input]: to });
    expect(reasons).toEqual([{ kind: "changed", input, from, to }]);
  });
});

describe("in words", () => {
  const changed = (input: "host" | "port" | "username", from: unknown, to: unknown): Reason => ({
    kind: "changed",
    input,
    from,
    to,
  });
  const none = new Set<string>();

  test.each<[string, Reason[], ReadonlySet<string>]>([
    ["the provider has not been created or adopted yet", [{ kind: "created" }], none],
    ['the tenant has the e-mail provider "ses", not SMTP', [{ kind: "foreign", provider: "ses" }], none],
    [
      'host changes from "a.example" to "b.example"; port changes from 587 to 465',
      [changed("host", "a.example", "b.example"), changed("port", 587, 465)],
      none,
    ],
    ['username changes from "a" to "b\\r\\n"', [changed("username", "a", "b\r\n")], none],
  ])("%s", (words, reasons, secrets) => {
    expect(describeReasons(reasons, secrets)).toBe(words);
  });

  test("a secret input is named and not quoted", () => {
    const reasons = [changed("host", "a.example", "b.example"), changed("username", "hush-1", "hush-2")];
    expect(describeReasons(reasons, new Set(["username", "password"]))).toBe(
      'host changes from "a.example" to "b.example"; username changes (not shown: it may be a secret)',
    );
  });
});
