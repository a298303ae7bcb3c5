import { z } from "zod";

/** Marks that other tools leave where a value should have been put (auth0-deploy-cli, shells, CI templates). */
const PLACEHOLDERS = [
  { pattern: /##[^#\s]+##/, name: "##NAME##" },
  { pattern: /@@[^@\s]+@@/, name: "@@NAME@@" },
  { pattern: /\$\{[^}]*\}/, name: "$" + "{NAME}" },
] as const;

/** Control characters never belong in these values; CR and LF could smuggle in headers or SMTP commands. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/** A string of one line, at most `max` characters, with no placeholder anywhere in it. */
export function line(max: number) {
  return z
    .string({ error: (issue) => `must be a string, not ${kindOf(issue.input)}` })
    .superRefine((value, ctx) => {
      const fault = faultOfLine(value, max) ?? placeholderIn(value);
      if (fault) ctx.addIssue({ code: "custom", message: fault });
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
      const fault = faultOfSecret(value, max);
      if (fault) ctx.addIssue({ code: "custom", message: fault });
    });
}

/** Why `value` cannot be a password, without quoting it; undefined where it can. */
export function faultOfSecret(value: string, max: number): string | undefined {
  if (value === "") return "must not be empty";
  if (value.length > max) return `must be at most ${max} characters long`;
  if (CONTROL.test(value)) return "must not contain line breaks or other control characters";
  const placeholder = PLACEHOLDERS.find(({ pattern }) => pattern.exec(value)?.[0] === value);
  return placeholder && unresolved(placeholder.name);
}

function faultOfLine(value: string, max: number): string | undefined {
  if (value === "") return "must not be empty";
  if (value.length > max) return `must be at most ${max} characters long`;
  if (CONTROL.test(value)) return "must not contain line breaks or other control characters";
  if (value.trim() !== value) return "must not begin or end with white space";
  return undefined;
}

function placeholderIn(value: string): string | undefined {
  const placeholder = PLACEHOLDERS.find(({ pattern }) => pattern.test(value));
  return placeholder && unresolved(placeholder.name);
}

function unresolved(name: string): string {
  return `still has an unresolved placeholder of the form ${name}; put the real value in its place`;
}

/** The kind of a value in words: never the value, which may be a secret in the wrong place. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
