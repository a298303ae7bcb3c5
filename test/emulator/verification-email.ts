import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Answer, failure, invalidBody } from "./answer.ts";
import { deliver } from "./deliver.ts";
import type { Tenant } from "./tenant.ts";

const request = z.strictObject({
  user_id: z.string().min(1),
  client_id: z.string().optional(),
  identity: z.strictObject({ user_id: z.string(), provider: z.string() }).optional(),
  organization_id: z.string().optional(),
});

/**
 * `POST /api/v2/jobs/verification-email`: queues a mail to the user, and logs what comes of it. Sources: the Management
 * API reference; the answer in "Resend Verification Emails"; the events `svr` and `fn` in Auth0's published log schemas.
 * That an unknown user is a 404 like that of `/api/v2/users/{id}` is unproven.
 */
export function sendVerificationEmail(tenant: Tenant, body: unknown, now: number): Answer {
  const parsed = request.safeParse(body);
  if (!parsed.success) return invalidBody("Payload validation error: 'Missing required property: user_id'.");
  const { user_id } = parsed.data;
  const email = tenant.users.get(user_id);
  if (email === undefined) return failure(404, "The user does not exist.", "inexistent_user");
  const id = `job_${randomBytes(12).toString("base64url").replace(/\W/g, "0")}`;
  tenant.log({ type: "svr", user_id, details: { body: { job_id: id, to: email, user_id } } }, now);
  const fail = (error: string, after = 0) =>
    tenant.log(
      {
        type: "fn",
        description: "Failed to send email notification",
        details: { email_type: "verify_email", to: email, error },
      },
      now + after,
    );
  if (tenant.mailError !== undefined) fail(tenant.mailError);
  else if (tenant.mailCa !== undefined) void deliver(tenant.provider, email, tenant.mailCa, fail);
  const created_at = new Date(now).toISOString();
  return { status: 201, body: { type: "verification_email", status: "pending", created_at, id } };
}
