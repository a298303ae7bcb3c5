import { describe, expect, test } from "vitest";
import { placeholderAs, placeholderIn } from "../../../provider/inputs/placeholder.ts";
import { outputAsText } from "../output-as-text.ts";

const dollar = "$";
const form = (name: string) =>
  `still has an unresolved placeholder of the form ${name}; put the real value in its place`;

/** What was left behind, in words, and whether it is so beyond doubt within a text. */
const MARKS: readonly (readonly [text: string, fault: string, within: boolean])[] = [
  ["##SMTP_PASS##", form("##NAME##"), true],
  ["@@SMTP_PASS@@", form("@@NAME@@"), true],
  [`${dollar}{SMTP_PASS}`, form(`${dollar}{NAME}`), true],
  [`${dollar}{{ secrets.SMTP_PASS }}`, form(`${dollar}{NAME}`), true],
  ["$(smtpPassword)", form("$(NAME)"), true],
  ["$(cat /run/secrets/smtp)", form("$(NAME)"), true],
  ["#{smtp.password}#", form("#{NAME}#"), true],
  ["__SMTP_PASS__", form("__NAME__"), false],
  ["%SMTP_PASS%", form("%NAME%"), false],
  [
    "[secret]",
    'has "[secret]" in it, which Pulumi prints in place of a secret; put the real value in its place',
    true,
  ],
  [
    "[object Object]",
    'has "[object Object]" in it: an object was put into a text; put the one value of it that is meant in its place',
    true,
  ],
  [
    "undefined",
    'is the text "undefined": a value was missing where the text was made; set that value',
    false,
  ],
  ["null", 'is the text "null": a value was missing where the text was made; set that value', false],
  [
    "YOUR_SMTP_PASSWORD",
    "is a placeholder of the form YOUR_NAME, as examples have it; put the real value in its place",
    false,
  ],
  [
    outputAsText(),
    "has a Pulumi Output in it that was used as a plain text; put the text together with pulumi.interpolate, or in .apply",
    true,
  ],
];

describe.each(MARKS)("%s", (text, fault, within) => {
  test("is refused where it is all there is, in a secret too", () => {
    expect(placeholderIn(text)).toBe(fault);
    expect(placeholderAs(text)).toBe(fault);
  });

  test(`within a text it ${within ? "is refused" : "may be meant"}, and in a secret it may be meant`, () => {
    for (const around of [`acme-${text}`, `acme-${text}.example`]) {
      expect(placeholderIn(around)).toBe(within ? fault : undefined);
      expect(placeholderAs(around)).toBeUndefined();
    }
  });
});

test.each([
  "acme__prod__1",
  "____",
  "a%b%c",
  "100%",
  "%C3%BC%20",
  "user%host",
  "nullable",
  "undefined-1",
  "NULL",
  "Null",
  "your_name",
  "YOUR_name",
  "YOUR_",
  "MYYOUR_X",
  "#1 {x} #2",
  "$ (x)",
  "$x $1 $",
  "##",
  "####",
  "@@",
  "a@@b",
  "#{x}",
  "[Secret]",
  "(secret)",
  "xox__x",
])("%s is a text like any other", (text) => {
  expect(placeholderIn(text)).toBeUndefined();
});

test("no text makes the search slow", () => {
  const started = performance.now();
  for (const mark of [
    "##",
    "@@",
    "${",
    "${{",
    "$(",
    "#{",
    "__",
    "_a",
    "%",
    "%a",
    "YOUR_",
    "[secret",
    "null",
  ]) {
    placeholderIn(mark.repeat(1_000_000 / mark.length));
  }
  expect(performance.now() - started).toBeLessThan(2_000);
});
