import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { placeholderAs, placeholderIn } from "./placeholder";

/** Control characters never belong in these values; CR and LF could smuggle in headers or SMTP commands. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
const NOT_ONE_LINE = "must not contain line breaks or other control characters";

/**
 * A string of one line, at most `max` characters, with no placeholder anywhere in it. Where it is not, nothing further
 * is said of it: one cause, one message.
 */
export function line(max: number) {
  return z
    .string({ error: (issue) => `must be a string, not ${kindOf(issue.input)}` })
    .superRefine((value, ctx) => {
      const problem = placeholderIn(value) ?? problemWithLine(value, max);
      if (problem) ctx.addIssue({ code: "custom", message: problem, continue: false });
    });
}

/**
 * A secret string. Unlike {@link line} it may contain what looks like a placeholder (a generated password may),
 * but it may not be one from end to end.
 */
export function secretLine(max: number) {
  return z
    .string({ error: (issue) => `must be a string, not ${kindOf(issue.input)}` })
    .superRefine((value, ctx) => {
      const problem = problemWithSecret(value, max);
      if (problem) ctx.addIssue({ code: "custom", message: problem });
    });
}

/** Why `value` cannot be a password, without quoting it; undefined where it can. */
export function problemWithSecret(value: string, max: number): string | undefined {
  if (value === "") return "must not be empty";
  if (value.startsWith("\ufeff")) {
    return "begins with a byte order mark, which comes from the file that it was copied from; save that file as UTF-8 without one";
  }
  const placeholder = placeholderAs(value);
  if (placeholder) return placeholder;
  if (value.length > max) return `must be at most ${max} characters long`;
  if (CONTROL.test(value)) return placeholderIn(value) ?? NOT_ONE_LINE;
  return undefined;
}

function problemWithLine(value: string, max: number): string | undefined {
  if (value === "") return "must not be empty";
  if (value.length > max) return `must be at most ${max} characters long`;
  if (CONTROL.test(value)) return NOT_ONE_LINE;
  if (value.trim() !== value) return "must not begin or end with white space";
  return undefined;
}

/** Why an object cannot be sent as JSON just as it is, in words; undefined where it can. */
export function problemWithJson(value: object, maxKib: number): string | undefined {
  const text = JSON.stringify(value);
  if (text.length > maxKib * 1024) return `must be at most ${maxKib} KiB of JSON`;
  if (!isDeepStrictEqual(JSON.parse(text), value)) return "must be JSON, without NaN and infinity";
  return placeholderWithin(value);
}

/** The placeholder in any text within an object or list, in words; undefined where there is none. */
function placeholderWithin(value: unknown): string | undefined {
  if (typeof value === "string") return placeholderIn(value);
  if (typeof value !== "object" || value === null) return undefined;
  for (const inner of Object.values(value)) {
    const found = placeholderWithin(inner);
    if (found) return found;
  }
  return undefined;
}

/** A name that somebody made up, as it may stand in a message: one line, and not too long. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > 64 ? `${name.slice(0, 64)}…` : name);
}

/** The kind of a value in words: never the value, which may be a secret in the wrong place. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number" && !Number.isFinite(value)) return "NaN or infinity";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
