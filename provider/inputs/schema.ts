import { z } from "zod";
import type { Settings } from "../model/model";
import { faultOfEhloName } from "./ehlo-name";
import { canonicalDomain, faultOfDomain, faultOfHost } from "./host";
import { faultOfMailbox, MAILBOX_MAX } from "./mailbox";
import { faultOfCertificates } from "./pem";
import { faultOfJson, kindOf, line, quoted, secretLine } from "./text";

/** The longest password that is passed on, in characters. Services' API keys are far below. */
export const PASSWORD_MAX = 4096;

const judged = (max: number, fault: (value: string) => string | undefined) =>
  line(max).superRefine((value, ctx) => {
    const message = fault(value);
    if (message) ctx.addIssue({ code: "custom", message });
  });

const port = z
  .number({ error: (issue) => `must be a number, not ${kindOf(issue.input)}` })
  .refine(Number.isInteger, { error: "must be a whole number", abort: true })
  .refine((value) => value >= 1 && value <= 65535, { error: "must be from 1 to 65535" });

const oneOf = <const T extends readonly string[]>(...values: T) =>
  z.enum(values, { error: `must be ${values.map((value) => `"${value}"`).join(" or ")}` });

const object = <T extends z.ZodRawShape>(shape: T, known: string) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `has unknown ${issue.keys.length > 1 ? "names" : "name"} ${issue.keys.map(quoted).join(", ")}; ${known}`
        : `must be an object, not ${kindOf(issue.input)}`,
  });

const headers = object(
  {
    "X-SES-Configuration-Set": line(1024).optional(),
    "X-MC-ViewContentLink": oneOf("true", "false").optional(),
    "X-MSYS_API": z
      .record(z.string(), z.unknown(), { error: (issue) => `must be an object, not ${kindOf(issue.input)}` })
      .superRefine((value, ctx) => {
        const message = faultOfJson(value, 64);
        if (message) ctx.addIssue({ code: "custom", message });
      })
      .optional(),
  },
  "known headers: X-SES-Configuration-Set, X-MC-ViewContentLink, X-MSYS_API",
);

const settings = object({ headers: headers.optional() }, "known: headers").transform(withoutEmpty);

const version = z
  .union([z.string(), z.number()], { error: "must be a string" })
  .transform(String)
  .pipe(line(256))
  .optional();

const variable = line(256).refine((name) => /^[a-z_][a-z0-9_]*$/i.test(name), {
  error: "must be the name of an environment variable",
});

const passwordFrom = object(
  { env: variable.optional(), file: line(4096).optional(), version },
  "known: env or file, and version",
).transform(({ env, file, version }, ctx) => {
  const rest = version === undefined ? {} : { version };
  if (env !== undefined && file === undefined) return { env, ...rest };
  if (file !== undefined && env === undefined) return { file, ...rest };
  ctx.addIssue({ code: "custom", message: "must name either env or file, and not both" });
  return z.NEVER;
});

/** What this machine calls itself in EHLO. */
export const EHLO_NAME = judged(255, faultOfEhloName);

const mode = oneOf("off", "warn", "enforce");

const preflightSettings = object(
  {
    mode,
    timeoutSeconds: z
      .number({ error: (issue) => `must be a number of seconds, not ${kindOf(issue.input)}` })
      .min(1, { error: "must be at least 1 second" })
      .max(60, { error: "must be at most 60 seconds" })
      .optional(),
    extraCa: z
      .string({ error: (issue) => `must be PEM text, not ${kindOf(issue.input)}` })
      .max(262_144, { error: "must be at most 256 KiB of PEM text", abort: true })
      .superRefine((text, ctx) => {
        const message = faultOfCertificates(text);
        if (message) ctx.addIssue({ code: "custom", message });
      })
      .optional(),
    ehloName: EHLO_NAME.optional(),
  },
  "known: mode, timeoutSeconds, extraCa, ehloName",
);

const preflight = z.unknown().transform((value, ctx) => {
  const parsed = typeof value === "object" ? preflightSettings.safeParse(value) : mode.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) ctx.addIssue({ code: "custom", path, message });
  return z.NEVER;
});

/** Each input by itself. What is not known yet never gets here: see `checkInputs`. */
export const INPUTS = {
  domain: judged(260, faultOfDomain).transform(canonicalDomain),
  from: judged(MAILBOX_MAX, faultOfMailbox),
  host: judged(1024, faultOfHost),
  port,
  username: line(1024),
  password: secretLine(PASSWORD_MAX),
  passwordFrom,
  enabled: z.boolean({ error: (issue) => `must be true or false, not ${kindOf(issue.input)}` }),
  settings,
  onExisting: oneOf("fail", "adopt"),
  onDelete: oneOf("delete", "disable"),
  preflight,
} as const;

export type InputName = keyof typeof INPUTS;

/** Inputs that have a default, and which. */
export const DEFAULTS = {
  port: 587,
  enabled: true,
  onExisting: "fail",
  onDelete: "delete",
  preflight: "off",
} as const;

/** Inputs that must be given, and what to say where one is not. */
export const REQUIRED: Partial<Record<InputName, string>> = {
  domain: "is required: set it, or the config auth0:domain, or the environment variable AUTH0_DOMAIN",
  from: "is required: the default From address",
  host: "is required: the SMTP server's host name",
  username: "is required: the SMTP user name",
};

export function isInputName(name: string): name is InputName {
  return Object.hasOwn(INPUTS, name);
}

/** "No settings" is written one way, so that it never looks like a change. */
function withoutEmpty(value: Settings): Settings | undefined {
  return value.headers && Object.keys(value.headers).length > 0 ? value : undefined;
}
