import { createTransport } from "nodemailer";
import { z } from "zod";
import type { StoredProvider } from "./email-provider.ts";

const smtp = z.object({
  smtp_host: z.string(),
  smtp_port: z.number(),
  smtp_user: z.string(),
  smtp_pass: z.string(),
});

/** How long a server may take over each step, in ms. */
const PATIENCE = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 5_000 };

/**
 * A real mail by the settings that the tenant has, as Auth0 sends it: with TLS, and AUTH LOGIN. Unproven: that the words of
 * Auth0's own log are those of this mail library ("Invalid login: 535 …").
 *
 * @param fail is told of a failure, in the words of the log, and how long after the call it happened (ms)
 */
export async function deliver(
  provider: StoredProvider | undefined,
  to: string,
  ca: string,
  fail: (error: string, after: number) => void,
): Promise<void> {
  const credentials = smtp.safeParse(provider?.credentials).data;
  // Auth0 then sends by its built-in service, which is not this server's affair.
  if (provider?.name !== "smtp" || !provider.enabled || credentials === undefined) return;
  const { smtp_host: host, smtp_port: port, smtp_user: user, smtp_pass: pass } = credentials;
  const began = performance.now();
  const transport = createTransport({
    ...PATIENCE,
    host,
    port,
    secure: port === 465,
    requireTLS: true,
    auth: { type: "LOGIN", user, pass },
    tls: { ca },
  });
  try {
    await transport.sendMail({
      from: provider.default_from_address,
      to,
      subject: "Verify your email",
      text: "Welcome.",
    });
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error), performance.now() - began);
  } finally {
    transport.close();
  }
}
