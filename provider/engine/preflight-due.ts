import { isDeepStrictEqual } from "node:util";
import { SERVER_INPUTS } from "../inputs/names";
import { isSameSource } from "../inputs/password-from";
import type { PreflightMode, PreflightSettings } from "../inputs/preflight";
import { INPUTS } from "../inputs/table";
import { hasUnknown } from "../inputs/unknown";
import type { PreflightOptions } from "../smtp";

type Properties = Readonly<Record<string, unknown>>;

/** What a change asks for: no handshake, one that must wait for values that are not known yet, or one now. */
export type PreflightDue =
  | { readonly kind: "none" }
  | { readonly kind: "later"; readonly unknown: readonly string[] }
  | HandshakeDue;

export interface HandshakeDue {
  readonly kind: "now";
  readonly mode: Exclude<PreflightMode, "off">;
  readonly options: PreflightOptions;
  /** What it leaves out, and why. */
  readonly untested: string | undefined;
}

/**
 * A handshake is due where host, port, user name or password are new to Auth0, and never where nothing changed. Pure.
 *
 * @param olds the inputs last recorded, `{}` where there is no resource yet
 * @param inputs checked inputs
 */
export function preflightDue(olds: Properties, inputs: Properties): PreflightDue {
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
  return [...SERVER_INPUTS, "password", "passwordFrom"].some(
    (name) => inputs[name] !== undefined && (isForeign || !isSame(name, olds[name], inputs[name])),
  );
}

function isSame(name: string, old: unknown, next: unknown): boolean {
  return name === "passwordFrom" ? isSameSource(old, next) : isDeepStrictEqual(old, next);
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

/** @internal That these inputs are not known yet, in words. */
export function notKnown(names: readonly string[]): string {
  return `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} not known yet`;
}
