import { z } from "zod";
import { line, object, oneOf } from "./schemas";
import { kindOf, problemWithJson } from "./text";

/** The extra headers Auth0 can add to each mail, by service. */
export interface SmtpHeaders {
  /** Amazon SES: the configuration set to send with. */
  readonly "X-SES-Configuration-Set"?: string | undefined;
  /** Mandrill: whether to store the message content and link to it. */
  readonly "X-MC-ViewContentLink"?: "true" | "false" | undefined;
  /** SparkPost: options for the message. */
  readonly "X-MSYS_API"?: Readonly<Record<string, unknown>> | undefined;
}

export interface Settings {
  readonly headers?: SmtpHeaders | undefined;
}

const headers = object(
  {
    "X-SES-Configuration-Set": line(1024).optional(),
    "X-MC-ViewContentLink": oneOf("true", "false").optional(),
    "X-MSYS_API": z
      .record(z.string(), z.unknown(), { error: (issue) => `must be an object, not ${kindOf(issue.input)}` })
      .superRefine((value, ctx) => {
        const message = problemWithJson(value, 64);
        if (message) ctx.addIssue({ code: "custom", message });
      })
      .optional(),
  },
  "known headers: X-SES-Configuration-Set, X-MC-ViewContentLink, X-MSYS_API",
);

/** "No settings" is written one way, so that it never looks like a change. */
export const settings = object(
  {
    headers: headers
      .optional()
      .describe(
        'Extra headers: `X-SES-Configuration-Set` (Amazon SES: a text), `X-MC-ViewContentLink` (Mandrill: `"true"` or ' +
          '`"false"`), `X-MSYS_API` (SparkPost: an object).',
      ),
  },
  "known: headers",
).transform((value): Settings | undefined =>
  value.headers && Object.keys(value.headers).length > 0 ? value : undefined,
);
