import { readFileSync } from "node:fs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { INPUT_NAMES, type InputName } from "../../../provider/inputs/names.ts";
import { factsOf } from "../../../provider/inputs/table.ts";
import type { SmtpEmailProviderArgs } from "../../../provider/program/args.ts";

/** The rows of the README's table of inputs: name, meaning, default. */
const rows = (/^## Inputs\n\n((?:\|.*\n)+)/m.exec(readFileSync("README.md", "utf8"))?.[1] ?? "")
  .split("\n")
  .slice(2, -1)
  .map((line) => line.split(/ ?(?<!\\)\| ?/).slice(1, -1));

test("the README tells of every input, in the table's order, and of silence, which is not recorded", () => {
  expect(rows.map(([name]) => name)).toEqual([...INPUT_NAMES, "silence"].map((name) => `\`${name}\``));
});

describe.each(INPUT_NAMES)("the README's row for %s", (name) => {
  const [, meaning = "", otherwise = ""] = rows.find(([cell]) => cell === `\`${name}\``) ?? [];
  const facts = factsOf(name);

  test("says what the table says", () => {
    expect(meaning).toContain(facts.meaning);
  });

  test("says what holds where it is left out", () => {
    const names = facts.required?.match(/auth0:domain|AUTH0_DOMAIN/g);
    if (facts.default !== undefined) expect(otherwise).toBe(`\`${JSON.stringify(facts.default)}\``);
    else if (names) for (const source of names) expect(otherwise).toContain(`\`${source}\``);
    else expect(otherwise).toBe(facts.required === undefined ? "–" : "required");
  });
});

test("the class takes the inputs of the table, and silence", () => {
  expectTypeOf<keyof SmtpEmailProviderArgs>().toEqualTypeOf<InputName | "silence">();
});
