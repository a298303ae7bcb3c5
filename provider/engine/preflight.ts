import { isDeepStrictEqual } from "node:util";
import { INPUTS } from "../inputs/schema";
import { hasUnknown } from "../inputs/unknown";
import type { Failure } from "../model/check";
import { explain } from "../model/errors";
import type { PreflightMode, PreflightSettings } from "../model/model";
import type { Finding, PreflightOptions, Requirement } from "../smtp";

type Properties = Readonly<Record<string, unknown>>;

/** What a change asks for: no handshake, one that must wait for values that are not known yet, or one now. */
export type Due =
  | { readonly kind: "none" }
  | { readonly kind: "later"; readonly unknown: readonly string[] }
  | Handshake;

export interface Handshake {
  readonly kind: "now";
  readonly mode: Exclude<PreflightMode, "off">;
  readonly options: PreflightOptions;
  /** What it leaves out, and why. */
  readonly untested: string | undefined;
}

/** Something to say that refuses nothing. */
export interface Note {
  readonly severity: "info" | "warning";
  readonly message: string;
}

/** What a preflight comes to: what refuses the change, and what is only said. */
export interface Outcome {
  readonly failures: readonly Failure[];
  readonly notes: readonly Note[];
}

/**
 * A handshake is due where host, port, user name or password are new to Auth0, and never where nothing changed. Pure.
 *
 * @param olds the inputs last recorded, `{}` where there is no resource yet
 * @param inputs checked inputs
 */
export function preflightDue(olds: Properties, inputs: Properties): Due {
  const settings = settingsOf(inputs.preflight);
  if (settings?.mode === "off" || !isNew(olds, inputs)) return { kind: "none" };
  const { host, port, username, password, from } = inputs;
  if (settings === undefined || !isKnownText(host) || typeof port !== "number") {
    return {
      kind: "later",
      unknown: ["preflight", "host", "port"].filter((name) => hasUnknown(inputs[name])),
    };
  }
  const options = {
    host,
    port,
    username: isKnownText(username) ? username : undefined,
    password: isKnownText(password) ? password : undefined,
    from: isKnownText(from) ? from : undefined,
    timeoutSeconds: settings.timeoutSeconds,
    extraCa: settings.extraCa,
    ehloName: settings.ehloName,
  };
  return { kind: "now", mode: settings.mode, options, untested: whatIsUntested(inputs) };
}

/** Where another provider has taken SMTP's place, all of it is new to Auth0. */
function isNew(olds: Properties, inputs: Properties): boolean {
  const isForeign = olds.providerName !== undefined;
  return ["host", "port", "username", "password", "passwordFrom"].some(
    (name) => inputs[name] !== undefined && (isForeign || !isDeepStrictEqual(olds[name], inputs[name])),
  );
}

/** Undefined where they are not known yet. */
function settingsOf(preflight: unknown): PreflightSettings | undefined {
  if (hasUnknown(preflight)) return undefined;
  const settings = INPUTS.preflight.parse(preflight);
  return typeof settings === "string" ? { mode: settings } : settings;
}

function isKnownText(value: unknown): value is string {
  return typeof value === "string" && !hasUnknown(value);
}

function whatIsUntested(inputs: Properties): string | undefined {
  const unknown = ["username", "password"].filter((name) => hasUnknown(inputs[name]));
  if (unknown.length > 0) return `the login was not tested: ${notKnown(unknown)}`;
  if (inputs.passwordFrom !== undefined) {
    return "the login was not tested: passwordFrom is read only when it is applied";
  }
  if (inputs.password === undefined) return "the login was not tested: no password is given";
  return hasUnknown(inputs.from) ? `the sender was not tested: ${notKnown(["from"])}` : undefined;
}

function notKnown(names: readonly string[]): string {
  return `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} not known yet`;
}

/**
 * What the findings come to under a mode. Advice on ports is the resource class's business, at preview.
 *
 * @param findings those of the handshake; none where none was due
 * @param secrets the inputs whose values must not be printed
 */
export function judgeFindings(due: Due, findings: readonly Finding[], secrets: ReadonlySet<string>): Outcome {
  if (due.kind === "none") return { failures: [], notes: [] };
  if (due.kind === "later")
    return { failures: [], notes: [info(`no handshake yet: ${notKnown(due.unknown)}`)] };
  const { mode, untested } = due;
  const remarks = findings.flatMap((finding) => remarkOn(finding, secrets));
  const refuses = ({ status }: Remark) => mode === "enforce" && status === "fail";
  return {
    failures: remarks.filter(refuses).map((remark) => toFailure(remark, secrets)),
    notes: [
      ...remarks.filter((remark) => !refuses(remark)).map(toNote),
      ...(untested === undefined ? [] : [info(untested)]),
    ],
  };
}

/** A finding that there is something to say about, in words that give no secret away. */
interface Remark {
  readonly code: Tested;
  readonly status: "warn" | "fail";
  readonly seen: string;
  readonly advice: string;
}

/** The input that a requirement is about, and those that its words may give away. */
const CONCERNS = {
  REACHABLE: { input: "host", shows: ["host"] },
  TLS_VERSION: { input: "host", shows: ["host"] },
  CERTIFICATE: { input: "host", shows: ["host"] },
  AUTH_LOGIN: { input: "host", shows: ["host"] },
  CREDENTIALS: { input: "password", shows: ["host", "username"] },
  SENDER: { input: "from", shows: ["host", "username", "from"] },
} as const satisfies Partial<Record<Requirement, object>>;

type Tested = keyof typeof CONCERNS;

function isTested(code: string): code is Tested {
  return Object.hasOwn(CONCERNS, code);
}

function remarkOn({ code, status, seen, advice }: Finding, secrets: ReadonlySet<string>): Remark[] {
  if (!isTested(code) || (status !== "warn" && status !== "fail")) return [];
  const secret = CONCERNS[code].shows.find((name) => secrets.has(name));
  if (secret === undefined) return [{ code, status, seen, advice }];
  return [
    {
      code,
      status,
      seen: `what was seen is not shown, because ${secret} is a secret`,
      advice: secret === "host" ? "See it with auth0-smtp check." : advice,
    },
  ];
}

/** The engine prints the value of the property it is given, so none is given where that may be a secret. */
function toFailure({ code, seen, advice }: Remark, secrets: ReadonlySet<string>): Failure {
  const { input } = CONCERNS[code];
  return {
    property: input === "password" || secrets.has(input) ? "" : input,
    reason: explain("PREFLIGHT_FAILED", {
      what: `${code} (${input}): ${seen}.`,
      truth: "Nothing was sent to Auth0.",
      todo: advice,
    }),
  };
}

function info(text: string): Note {
  return { severity: "info", message: `preflight: ${text}.` };
}

function toNote({ code, seen, advice }: Remark): Note {
  return { severity: "warning", message: `preflight: ${code}: ${seen}. ${advice}` };
}
