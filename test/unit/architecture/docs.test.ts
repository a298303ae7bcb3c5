import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { ROOMS } from "./rooms.ts";

const path = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
const read = (name: string) => readFileSync(path(name), "utf8");

/** All paths of sources, tests and pages that a text names in backquotes, from the repository's root. */
const pathsIn = (text: string) =>
  [...text.matchAll(/`((?:provider|test|tools|docs|examples)\/[^`*]*)`/g)].map(([, name = ""]) => name);

describe("docs/architecture.md", () => {
  const page = read("docs/architecture.md");

  test("draws the arrows of the table, and no others", () => {
    const drawn = [...page.matchAll(/^ {2}(\w+) --> (.+)$/gm)].map(([, from = "", to = ""]) => [
      from,
      to.split(" & "),
    ]);
    const allowed = Object.entries(ROOMS).filter(([, { imports }]) => imports.length > 0);
    expect(Object.fromEntries(drawn)).toEqual(
      Object.fromEntries(allowed.map(([room, { imports }]) => [room, imports])),
    );
  });

  test("says of each room what it is and where it runs", () => {
    const rows = [...page.matchAll(/^\| `(\w+)(?:\/|\.ts)` \| [^|]+ \| [^|]+ \|$/gm)].map(([, room]) => room);
    expect(rows.sort()).toEqual(Object.keys(ROOMS).sort());
  });

  test("names each narrow arrow", () => {
    for (const [from, { only = {} }] of Object.entries(ROOMS)) {
      for (const to of Object.keys(only)) expect(page).toContain(`\`${from}\` takes from \`${to}\` only`);
    }
  });

  test("names files that exist", () => {
    const files = [...page.matchAll(/`(\w+\/[\w-]+\.ts)`/g)].map(([, name]) => `provider/${name}`);
    expect(files.length).toBeGreaterThan(5);
    for (const file of [...files, ...pathsIn(page)]) expect(existsSync(path(file)), file).toBe(true);
  });
});

describe("CONTRIBUTING.md", () => {
  const page = read("CONTRIBUTING.md");

  test("names files and folders that exist", () => {
    expect(pathsIn(page).length).toBeGreaterThan(20);
    for (const name of pathsIn(page)) expect(existsSync(path(name)), name).toBe(true);
  });

  test("answers at least ten questions of where to change what, each with a path", () => {
    const answers = [...page.matchAll(/^\| [^|]+\? \| (.+) \|$/gm)].map(([, answer = ""]) => answer);
    expect(answers.length).toBeGreaterThanOrEqual(10);
    for (const answer of answers) expect(pathsIn(answer).length, answer).toBeGreaterThan(0);
  });
});

test("the README links the page", () => {
  expect(read("README.md")).toContain("(docs/architecture.md)");
  expect(read("CONTRIBUTING.md")).toContain("(docs/architecture.md)");
});
