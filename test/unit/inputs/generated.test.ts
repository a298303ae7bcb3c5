/** The same as the tables say, for inputs that nobody thought of. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PROGRAM_KEY } from "../../../provider/inputs/program.ts";
import { DEFAULTS, INPUTS, type InputName, isInputName } from "../../../provider/inputs/schema.ts";
import { UNKNOWN } from "../../../provider/inputs/unknown.ts";
import { checkInputs } from "../../../provider/model/check.ts";
import { readDesired } from "../../../provider/model/state.ts";
import { runs } from "../replay.ts";
import { told } from "../samples.ts";
import { CANARY, faulty, good } from "./arbitraries.ts";

type News = Readonly<Record<string, unknown>>;

const NAMES = Object.keys(INPUTS).filter(isInputName);
const { password, passwordFrom, ...rest } = good;
/** Inputs that are kept to the letter. */
const AS_GIVEN = NAMES.filter((name) => !["domain", "settings", "passwordFrom"].includes(name));
const goodInputs: fc.Arbitrary<News> = fc
  .tuple(
    fc.record(rest, { requiredKeys: ["domain", "from", "host", "username"] }),
    fc.oneof(fc.record({ password }), fc.record({ passwordFrom })),
  )
  .map(([inputs, source]) => ({ ...inputs, ...source }));

/** Good inputs of which some are bad, and which. */
const badInputs = fc
  .tuple(goodInputs, fc.record(faulty), fc.subarray(NAMES, { minLength: 1 }))
  .map(([inputs, faults, names]) => ({
    names,
    news: { ...inputs, ...Object.fromEntries(names.map((name) => [name, faults[name]])) },
  }));

const isUnprinted = (name: string) => name === "password" || name === "passwordFrom";
/** The input that a fault is about: the first word of its reason, up to a dot. */
const subject = ({ reason }: { readonly reason: string }) => /^[A-Z_]+: ([\w-]+)/.exec(reason)?.[1] ?? "";

/** Thousands of runs, beside whatever else the machine does. */
const patiently = { timeout: 60_000 };

describe("good inputs", patiently, () => {
  test("are accepted, get their defaults, and are the same when checked again", () => {
    fc.assert(
      fc.property(goodInputs, (news) => {
        const { inputs, failures } = checkInputs({}, news);
        expect(failures).toEqual([]);
        expect(inputs).toMatchObject({ ...DEFAULTS, ...pick(news, AS_GIVEN) });
        const again = checkInputs({}, inputs);
        expect([again.inputs, again.failures]).toEqual([inputs, []]);
        expect(readDesired(inputs)).toEqual(inputs);
      }),
      runs(1000),
    );
  });

  test("need no password while host, port and username stay", () => {
    fc.assert(
      fc.property(goodInputs, fc.record(rest), (news, others) => {
        const { inputs: olds } = checkInputs({}, news);
        const next = { ...others, ...pick(olds, ["domain", "host", "port", "username"]) };
        expect(checkInputs(olds, next).failures).toEqual([]);
      }),
      runs(300),
    );
  });

  test("pass where some are not known yet", () => {
    fc.assert(
      fc.property(goodInputs, fc.subarray(NAMES, { minLength: 1 }), (news, names) => {
        const unknown = Object.fromEntries(
          names.filter((name) => name in news).map((name) => [name, UNKNOWN]),
        );
        const { inputs, failures } = checkInputs({}, { ...news, ...unknown });
        expect(failures).toEqual([]);
        expect(inputs).toMatchObject(unknown);
      }),
      runs(300),
    );
  });
});

describe("bad inputs", patiently, () => {
  test("are all refused, each on its property, and nothing of them is quoted", () => {
    fc.assert(
      fc.property(badInputs, ({ news, names }) => {
        const { failures } = checkInputs({}, news);
        const invalid = failures.filter(({ reason }) => reason.startsWith("INVALID_INPUT: "));
        const both = "password" in news && "passwordFrom" in news ? ["password"] : [];
        expect(new Set(invalid.map(subject))).toEqual(new Set([...names, ...both]));
        for (const failure of invalid) {
          expect(failure.property).toBe(isUnprinted(subject(failure)) ? "" : subject(failure));
        }
        expect(failures).toEqual(invalid);
        expect(withoutNames(failures)).not.toContain(CANARY);
      }),
      runs(1000),
    );
  });

  test("have no property where the program marks them as secret", () => {
    fc.assert(
      fc.property(badInputs, ({ news, names }) => {
        const { failures } = checkInputs({}, told(news, news.password, ...names));
        expect(failures.filter(({ property }) => property !== "")).toEqual([]);
        expect(new Set(failures.map(subject))).toEqual(
          new Set([...names, ...("password" in news && "passwordFrom" in news ? ["password"] : [])]),
        );
      }),
      runs(300),
    );
  });

  test("that are no inputs at all are refused, and named by the beginning of their name", () => {
    const name = fc
      .oneof(
        fc.string({ unit: "binary", maxLength: 200 }),
        fc.constantFrom("__proto__", "constructor", "toString"),
      )
      .filter((text) => !isInputName(text) && !["__provider", PROGRAM_KEY, "providerName"].includes(text));
    fc.assert(
      fc.property(goodInputs, name, fc.constantFrom(CANARY, 1, {}), (news, unheard, value) => {
        const entries = [...Object.entries(news), [unheard, value] as const];
        const { inputs, failures } = checkInputs({}, Object.fromEntries(entries));
        expect(failures).toEqual([{ property: "", reason: expect.stringMatching(/^INVALID_INPUT: "/) }]);
        expect(failures[0]?.reason).not.toMatch(/\p{Cc}/u);
        expect(failures[0]?.reason.length).toBeLessThan(800);
        expect(Object.hasOwn(inputs, unheard)).toBe(false);
      }),
      runs(300),
    );
  });
});

function pick(news: News, names: readonly InputName[]): News {
  return Object.fromEntries(names.filter((name) => name in news).map((name) => [name, news[name]]));
}

/** Unknown names within an object are quoted, its values never: what is left when the names are taken out. */
function withoutNames(failures: readonly { readonly reason: string }[]): string {
  return failures.map(({ reason }) => reason.replace(/unknown names? ("[^"]*"(, )?)+/, "")).join("\n");
}
