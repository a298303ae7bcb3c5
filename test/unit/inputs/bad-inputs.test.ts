/** What is refused, with which words, on which property. None of it needs a request: `checkInputs` is pure. */
import { describe, expect, test } from "vitest";
import { isInputName } from "../../../provider/inputs/schema.ts";
import { checkInputs } from "../../../provider/model/check.ts";
import { GIVEN, told } from "../samples.ts";
import { badInputs } from "./bad-inputs.ts";

/** Good inputs but for one. */
const withBad = (input: string, value: unknown) =>
  Object.fromEntries([
    ...Object.entries(input === "passwordFrom" ? GIVEN : { ...GIVEN, password: "pw" }),
    [input, value] as const,
  ]);

const cases = badInputs.flatMap(([fault, ...values]) =>
  values.map(([input, value]) => ({ fault, input, value })),
);

/** The engine prints the value of the property it is given: none for what is secret or unheard of. */
const UNPRINTED = new Set(["password", "passwordFrom"]);
const propertyOf = (input: string) => (isInputName(input) && !UNPRINTED.has(input) ? input : "");

describe("a bad input is refused once, on its property", () => {
  test("there are enough of them", () => expect(cases.length).toBeGreaterThanOrEqual(60));

  test.each(cases)("$input: $fault", ({ fault, input, value }) => {
    const named = /^(is|must|still|has|begins) /.test(fault) ? `${input} ${fault}` : fault;
    expect(checkInputs({}, withBad(input, value)).failures).toEqual([
      { property: propertyOf(input), reason: `INVALID_INPUT: ${named}. Nothing was sent to Auth0.` },
    ]);
  });

  test.each(cases.filter(({ input }) => propertyOf(input) !== ""))(
    "a secret $input without its property: $fault",
    ({ input, value }) => {
      expect(checkInputs({}, told(withBad(input, value), "pw", input)).failures).toEqual([
        { property: "", reason: expect.stringMatching(`^INVALID_INPUT: ${input}[ .]`) },
      ]);
    },
  );
});
