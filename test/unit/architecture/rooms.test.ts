import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { circleIn } from "./circles.ts";
import { type Import, readSource, readSources, roomOf, type Source } from "./imports.ts";
import { AT_HOME, ROOMS } from "./rooms.ts";

const root = fileURLToPath(new URL("../../../provider", import.meta.url));
const sources = readSources(root);

/** All imports that a rule forbids, each as `file imports target`. */
const offenders = (isForbidden: (source: Source, imported: Import) => boolean): readonly string[] =>
  sources.flatMap((source) =>
    source.imports
      .filter((imported) => isForbidden(source, imported))
      .map(({ target }) => `${source.path}.ts imports ${target}`),
  );

const isOf = (name: string, target: string) => target === name || target.startsWith(`${name}/`);

describe("the rooms of provider/", () => {
  test("the root holds index.ts and the rooms, nothing else", () => {
    const entries = readdirSync(root, { withFileTypes: true });
    expect(entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)).toEqual(["index.ts"]);
    expect(
      ["index", ...entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)].sort(),
    ).toEqual(Object.keys(ROOMS).sort());
  });

  test("a room imports only the rooms that the table allows it", () => {
    const forbidden = offenders(({ path }, { target, local }) => {
      const [from, to] = [roomOf(path), roomOf(target)];
      if (!local || from === to) return false;
      const { imports = [], only = {} } = ROOMS[from] ?? {};
      return !imports.includes(to) || !(only[to] ?? [target]).includes(target);
    });
    expect(forbidden).toEqual([]);
  });

  test("every arrow of the table is used", () => {
    const arrows = (of: readonly (readonly [string, string])[]) => [
      ...new Set(of.map((arrow) => arrow.join(" -> "))),
    ];
    const used = sources.flatMap(({ path, imports }) =>
      imports.filter(({ local }) => local).map(({ target }) => [roomOf(path), roomOf(target)] as const),
    );
    const allowed = Object.entries(ROOMS).flatMap(([from, { imports }]) =>
      imports.map((to) => [from, to] as const),
    );
    expect(arrows(used.filter(([from, to]) => from !== to)).sort()).toEqual(arrows(allowed).sort());
  });

  test("there is no circle between rooms", () => {
    expect(
      circleIn(Object.fromEntries(Object.entries(ROOMS).map(([room, { imports }]) => [room, imports]))),
    ).toBeUndefined();
  });

  test("there is no circle between files, types aside", () => {
    const graph = sources.map(({ path, imports }) => {
      const values = imports.filter(({ local, typeOnly }) => local && !typeOnly);
      return [path, values.map(({ target }) => target)] as const;
    });
    expect(circleIn(Object.fromEntries(graph))).toBeUndefined();
  });

  test("model/ and inputs/ do no I/O", () => {
    const forbidden = offenders(({ path }, { target, local, names }) => {
      const pure = ROOMS[roomOf(path)]?.pure;
      if (local || !pure) return false;
      const allowed = pure[target];
      return allowed !== "all" && !(names ?? ["*"]).every((name) => allowed?.includes(name));
    });
    expect(forbidden).toEqual([]);
  });

  test.each(Object.entries(AT_HOME))("%s is loaded in %s/ only", (name, home) => {
    const users = (of: (room: string) => boolean) =>
      offenders(
        ({ path }, { target, local, typeOnly }) =>
          !local && !typeOnly && of(roomOf(path)) && isOf(name, target),
      );
    expect(users((room) => ![home].flat().includes(room))).toEqual([]);
  });

  test("no file is over 200 lines, and the median is under 70", () => {
    expect(sources.filter(({ lines }) => lines > 200).map(({ path }) => path)).toEqual([]);
    const lengths = sources.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(70);
  });
});

describe("how imports are read", () => {
  const known = ["model/plan", "model/diff", "smtp/index", "inputs/text"];
  const importsOf = (text: string) =>
    readSource("model/plan", text, known).imports.map(
      ({ target, typeOnly }) => `${target}${typeOnly ? " (type)" : ""}`,
    );

  test.each([
    ['import { a } from "./diff";', "model/diff"],
    ['import { type A, b } from "./diff";', "model/diff"],
    ['import { type A, type B } from "./diff";', "model/diff (type)"],
    ['import type { A } from "../inputs/text";', "inputs/text (type)"],
    ['import * as smtp from "../smtp";', "smtp/index"],
    ['import "node:fs";', "node:fs"],
    ['export { a } from "./diff";', "model/diff"],
    ['export type { A } from "./diff";', "model/diff (type)"],
    ['const a = await import("./diff");', "model/diff"],
    ['type A = typeof import("undici");', "undici (type)"],
    ['function f() { return require("node:net"); }', "node:net"],
  ])("%s", (text, expected) => {
    expect(importsOf(text)).toEqual([expected]);
  });

  test("a circle is found, and told from two ways to one place", () => {
    expect(circleIn({ a: ["b"], b: ["c"], c: ["b"] })).toEqual(["b", "c", "b"]);
    expect(circleIn({ a: ["b", "c"], b: ["c"], c: [] })).toBeUndefined();
  });
});
