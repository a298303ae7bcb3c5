import { warningOfInvisible } from "../inputs/invisible";
import { INPUT_NAMES, type InputName, isInputName } from "../inputs/names";
import { holdsPrivateKey } from "../inputs/pem";
import { PROGRAM_KEY, type Program, readProgram, SECRETS_KEY } from "../inputs/program";
import { factsOf, INPUTS, withFact } from "../inputs/table";
import { quoted } from "../inputs/text";
import { hasUnknown } from "../inputs/unknown";
import { explain } from "./errors";
import { passwordRefusal } from "./password-required";

type Properties = Readonly<Record<string, unknown>>;

/** A failure as the engine takes it. It prints the value of `property`, unless that is empty. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

export interface Checked {
  readonly inputs: Properties;
  readonly failures: readonly CheckFailure[];
  /** What refuses nothing, and is said all the same. */
  readonly warnings: readonly string[];
  readonly program: Program;
}

/** Not inputs of the user: the engine's, the class's, and what a refresh noted down. */
const NOT_INPUTS = new Set(["__provider", PROGRAM_KEY, SECRETS_KEY, "providerName"]);

/**
 * Checks a resource's inputs, fills in defaults, and applies the password rule. Pure; all failures together.
 * Values that are not known yet pass: they are judged when they are known, before any request.
 *
 * @param olds the inputs last recorded, `{}` where there is no resource yet
 * @param news the inputs of the program
 * @param program what is known of them beside their values
 */
export function checkInputs(
  olds: Properties,
  news: Properties,
  program: Program = readProgram(news[PROGRAM_KEY], news),
): Checked {
  const given = oneSource(withDefaults(news), olds, program);
  const results = Object.entries(given).map(([name, value]) => checkOne(name, value, program.secrets));
  const inputs = Object.fromEntries([
    ...results.flatMap(({ kept }) => (kept ? [kept] : [])),
    ...namesToRecord(program),
  ]);
  return {
    inputs,
    program,
    warnings: passwordWarnings(olds, inputs),
    failures: [
      ...results.flatMap(({ failures }) => failures),
      ...missing(given),
      ...twoSources(given),
      ...passwordRefusal(olds, inputs, given, program),
    ],
  };
}

/** The password needs no mention: it is never shown. */
function namesToRecord({ secrets, recordsSecrets }: Program): readonly (readonly [string, unknown])[] {
  if (!recordsSecrets) return [];
  const names = [...secrets].filter((name) => !(isInputName(name) && factsOf(name).secret));
  return names.length === 0 ? [] : [[SECRETS_KEY, names]];
}

/** Null is how "nothing" travels on the engine's wire. */
function withDefaults(news: Properties): Properties {
  const given = Object.entries(withoutNothing(news)).filter(([name]) => !NOT_INPUTS.has(name));
  const nested = given.map(([name, value]) => [name, isInputName(name) ? withinInput(name, value) : value]);
  return { ...Object.fromEntries(withFact("default")), ...Object.fromEntries(nested) };
}

/** The same within an input. What is in a header of JSON is the user's own. */
function withinInput(name: InputName, value: unknown): unknown {
  if (!isPlain(value)) return value;
  const entries = Object.entries(withoutNothing(value));
  return Object.fromEntries(
    entries.map(([key, inner]) => [
      key,
      OBJECTS_WITHIN[name] === key && isPlain(inner) ? withoutNothing(inner) : inner,
    ]),
  );
}

const OBJECTS_WITHIN: Readonly<Partial<Record<InputName, string>>> = {
  settings: "headers",
  passwordFrom: "previous",
};

function withoutNothing(properties: Properties): Properties {
  const entries = Object.entries(properties);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== null));
}

function isPlain(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * An engine-filled password (`ignoreChanges`) stays among the inputs, as the engine wants it, unless it would stand
 * beside `passwordFrom`. Whether it counts is the rule's business.
 */
function oneSource(given: Properties, olds: Properties, program: Program): Properties {
  const { password, ...rest } = given;
  return given.passwordFrom === undefined || program.gavePassword(password, olds.password) ? given : rest;
}

function checkOne(
  name: string,
  value: unknown,
  secrets: ReadonlySet<string>,
): { readonly kept?: [string, unknown]; readonly failures: readonly CheckFailure[] } {
  if (!isInputName(name)) return { failures: [invalidInput(quoted(name), "", unknownInput(name))] };
  if (hasUnknown(value)) return { kept: [name, value], failures: [] };
  const parsed = INPUTS[name].safeParse(value);
  if (parsed.success) {
    return parsed.data === undefined ? { failures: [] } : { kept: [name, parsed.data], failures: [] };
  }
  const property = maySecret(name, secrets) || holdsPrivateKey(value) ? "" : name;
  return {
    failures: parsed.error.issues.map((issue) =>
      invalidInput([name, ...issue.path].join("."), property, issue.message),
    ),
  };
}

function missing(given: Properties): readonly CheckFailure[] {
  return withFact("required")
    .filter(([name]) => given[name] === undefined)
    .map(([name, message = ""]) => invalidInput(name, name, message));
}

function twoSources(given: Properties): readonly CheckFailure[] {
  if (given.password === undefined || given.passwordFrom === undefined) return [];
  return [invalidInput("password", "", "and passwordFrom are both set; keep one of them")];
}

/** @param urn the other resource that the stack has for the tenant */
export function duplicateDomain(urn: string, { secrets }: Program): CheckFailure {
  const reason = explain("DUPLICATE_DOMAIN", {
    what: `The resource "${urn.split("::").at(-1)}" of this stack manages the same tenant already.`,
    truth: "Nothing was sent to Auth0.",
    todo: "A tenant has one e-mail provider: keep one of the two resources.",
  });
  return { property: secrets.has("domain") ? "" : "domain", reason };
}

/** Only of a password that is new: an unchanged one has been warned of. */
function passwordWarnings(olds: Properties, { password }: Properties): readonly string[] {
  if (typeof password !== "string" || password === olds.password) return [];
  const warning = warningOfInvisible("password", password);
  return warning === undefined ? [] : [warning];
}

/** The engine prints the value of the property it is given, so none is given where the value may be a secret. */
function maySecret(name: InputName, secrets: ReadonlySet<string>): boolean {
  return factsOf(name).secret === true || secrets.has(name);
}

function invalidInput(path: string, property: string, message: string): CheckFailure {
  return { property, reason: `INVALID_INPUT: ${path} ${message}. Nothing was sent to Auth0.` };
}

function unknownInput(name: string): string {
  const near = INPUT_NAMES.find((known) => known.toLowerCase() === name.toLowerCase());
  return near ? `is not an input; write it as ${near}` : `is not an input; the inputs are ${KNOWN_NAMES}`;
}

const KNOWN_NAMES = INPUT_NAMES.join(", ");
