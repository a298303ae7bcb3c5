import { z } from "zod";
import { problemWithEhloName } from "./ehlo-name";
import { problemWithCertificates } from "./pem";
import { judged, object, oneOf } from "./schemas";
import { kindOf } from "./text";

export type PreflightMode = "off" | "warn" | "enforce";

/** A handshake with the SMTP server before anything is sent to Auth0, and how it is made. */
export interface PreflightSettings {
  /** `"warn"` shows what was found, `"enforce"` refuses what Auth0 would not work with. */
  readonly mode: PreflightMode;
  /** For the whole handshake, in seconds, 1–60. @default 10 */
  readonly timeoutSeconds?: number | undefined;
  /** Root certificates (PEM) to trust besides the public ones: for private CAs in tests and demos. */
  readonly extraCa?: string | undefined;
  /** What this machine calls itself in EHLO, a host name or `[192.0.2.1]`; not Auth0's name. @default its address */
  readonly ehloName?: string | undefined;
}

/** What this machine calls itself in EHLO. */
export const EHLO_NAME = judged(255, problemWithEhloName);

const mode = oneOf("off", "warn", "enforce").meta({ title: "PreflightMode" });

const preflightSettings = object(
  {
    mode: mode.describe('`"warn"` shows what was found, `"enforce"` refuses what Auth0 would not work with.'),
    timeoutSeconds: z
      .number({ error: (issue) => `must be a number of seconds, not ${kindOf(issue.input)}` })
      .min(1, { error: "must be at least 1 second" })
      .max(60, { error: "must be at most 60 seconds" })
      .optional()
      .describe("For the whole handshake, in seconds, 1–60. Default: 10."),
    extraCa: z
      .string({ error: (issue) => `must be PEM text, not ${kindOf(issue.input)}` })
      .max(262_144, { error: "must be at most 256 KiB of PEM text", abort: true })
      .superRefine((text, ctx) => {
        const message = problemWithCertificates(text);
        if (message) ctx.addIssue({ code: "custom", message });
      })
      .optional()
      .describe(
        "Root certificates (PEM) to trust besides the public ones: for private CAs in tests and demos.",
      ),
    ehloName: EHLO_NAME.optional().describe(
      "What this machine calls itself in EHLO, a host name or `[192.0.2.1]`; not Auth0's name. Default: its address.",
    ),
  },
  "known: mode, timeoutSeconds, extraCa, ehloName",
).meta({ title: "PreflightSettings", description: "A handshake, and how it is made." });

/** The two forms that {@link preflight} takes. It says itself what is wrong with a value, as a union would not. */
export const PREFLIGHT_FORM = z.union([mode, preflightSettings]);

export const preflight = z.unknown().transform((value, ctx): PreflightMode | PreflightSettings => {
  const parsed = typeof value === "object" ? preflightSettings.safeParse(value) : mode.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) ctx.addIssue({ code: "custom", path, message });
  return z.NEVER;
});
