import { isDeepStrictEqual } from "node:util";
import type { Failure } from "./inputs";
import { INPUTS } from "./inputs/schema";
import type { PreflightMode, PreflightSettings } from "./model";
import type { Finding, PreflightOptions, Requirement } from "./smtp";
import { hasUnknown } from "./unknown";

type Properties = Readonly<Record<string, unknown>>;

/** A handshake that is due. */
export interface Due {
  readonly mode: Exclude<PreflightMode, "off">;
  readonly options: PreflightOptions;
  /** Why the login is left out, where it is. */
  readonly noLogin: string | undefined;
}

/** What the findings come to: what refuses the change, and what is only said. */
export interface Outcome {
  readonly failures: readonly Failure[];
  readonly notes: readonly { readonly severity: "info" | "warning"; readonly message: string }[];
}

/**
 * The handshake that a change asks for: one where host, port, user name or password are new, and none where nothing
 * changed. Pure.
 *
 * @param olds the inputs last recorded, `{}` where there is no resource yet
 * @param inputs checked inputs
 */
export function preflightDue(olds: Properties, inputs: Properties): Due | undefined {
  const { mode, timeoutSeconds, extraCa } = settingsOf(inputs.preflight);
  const changed = ["host", "port", "username", "password", "passwordFrom"].some(
    (name) => inputs[name] !== undefined && !isDeepStrictEqual(olds[name], inputs[name]),
  );
  const [host, username, password, from] = ["host", "username", "password", "from"].map((name) =>
    knownText(inputs[name]),
  );
  const { port } = inputs;
  if (mode === "off" || !changed || host === undefined || typeof port !== "number") return undefined;
  return {
    mode,
    options: { host, port, username, password, from, timeoutSeconds, extraCa },
    noLogin: password === undefined ? whyNoLogin(inputs) : undefined,
  };
}

function knownText(value: unknown): string | undefined {
  return typeof value === "string" && !hasUnknown(value) ? value : undefined;
}

/**
 * What the findings come to under a mode. Advice on ports is the resource class's business, at preview.
 *
 * @param secrets the inputs whose values must not be printed
 */
export function judgeFindings(due: Due, findings: readonly Finding[], secrets: ReadonlySet<string>): Outcome {
  const concerned = findings.filter(({ code }) => isTested(code));
  const refused = due.mode === "enforce" ? concerned.filter(({ status }) => status === "fail") : [];
  return {
    failures: refused.map((finding) => toFailure(finding, secrets)),
    notes: concerned.filter((finding) => !refused.includes(finding)).flatMap((finding) => note(finding, due)),
  };
}

function note({ code, status, seen, advice }: Finding, { noLogin }: Due): Outcome["notes"] {
  if (status === "fail" || status === "warn") {
    return [{ severity: "warning", message: `preflight: ${code}: ${seen}. ${advice}`.trim() }];
  }
  if (code !== "CREDENTIALS" || status !== "skipped" || noLogin === undefined) return [];
  return [{ severity: "info", message: `preflight: the login was not tested: ${noLogin}.` }];
}

/** The input that a requirement is about. */
const PROPERTY = {
  REACHABLE: "host",
  TLS_VERSION: "host",
  CERTIFICATE: "host",
  AUTH_LOGIN: "host",
  CREDENTIALS: "password",
  SENDER: "from",
} as const satisfies Partial<Record<Requirement, string>>;

function isTested(code: string): code is keyof typeof PROPERTY {
  return Object.hasOwn(PROPERTY, code);
}

/** The engine prints the value of the property it is given, so none is given where that may be a secret. */
function toFailure({ code, seen, advice }: Finding, secrets: ReadonlySet<string>): Failure {
  const name = isTested(code) ? PROPERTY[code] : "host";
  return {
    property: name === "password" || secrets.has(name) ? "" : name,
    reason: `PREFLIGHT_FAILED: ${code} (${name}): ${seen}. Nothing was sent to Auth0. ${advice}`,
  };
}

function whyNoLogin(inputs: Properties): string {
  if (inputs.passwordFrom !== undefined) return "passwordFrom is read only when it is applied";
  return inputs.password === undefined ? "no password is given" : "the password is not known yet";
}

function settingsOf(value: unknown): PreflightSettings {
  const parsed = INPUTS.preflight.safeParse(value);
  if (!parsed.success) return { mode: "off" };
  return typeof parsed.data === "string" ? { mode: parsed.data } : parsed.data;
}
