import { z } from "zod";
import { line, object, oneOf } from "./schemas";
import { kindOf } from "./text";

/** How a change proves itself: Auth0 sends a mail, and the tenant's logs are watched for failed deliveries. */
export interface VerifySettings {
  /** Who gets the mail: the id of a user of a database connection. */
  readonly userId: string;
  /** How long the logs are watched, in seconds. */
  readonly waitSeconds: number;
  /** What a failure leads to: the tenant gets back what it had, or it keeps the change. */
  readonly onFailure: "rollback" | "fail";
}

export const verify = object(
  {
    userId: line(1024).describe(
      "Who gets the mail: the id of a user of a database connection, such as `auth0|62463410c0242d00699461c8`.",
    ),
    waitSeconds: z
      .number({ error: (issue) => `must be a number of seconds, not ${kindOf(issue.input)}` })
      .min(5, { error: "must be at least 5 seconds" })
      .max(300, { error: "must be at most 300 seconds" })
      .default(30)
      .describe("How long the logs are watched for a failure, in seconds, 5–300. Default: 30."),
    onFailure: oneOf("rollback", "fail")
      .default("rollback")
      .describe(
        'What a failure leads to: `"rollback"`, the tenant gets back what it had, or `"fail"`, it keeps the change.',
      ),
  },
  "known: userId, waitSeconds, onFailure",
).meta({ title: "VerifySettings", description: "How a change proves itself." });
