import { SmtpEmailProvider } from "pulumi-auth0-smtp";
import { CLIENT } from "../emulator/index.ts";
import type { Options } from "../support/pulumi-project.ts";

const domain = (name: string) => `${name}.upgrade.auth0.com`;

export const DOMAINS = {
  password: domain("password"),
  source: domain("source"),
  settings: domain("settings"),
  preflight: domain("preflight"),
  foreign: domain("foreign"),
} as const;

/**
 * The program of the committed states: a resource for each way of using the class. Once a state is committed this stays
 * as it is, or its preview shows a change.
 */
export async function program(): Promise<void> {
  const common = { from: "Acme <no-reply@acme.com>", host: "smtp.acme.com", username: "acme" };
  const password = "fixed-test-password";
  new SmtpEmailProvider("password", { ...common, domain: DOMAINS.password, password, port: 2525 });
  new SmtpEmailProvider("source", {
    ...common,
    domain: DOMAINS.source,
    passwordFrom: { env: "UPGRADE_SMTP_PASSWORD", version: "2" },
  });
  new SmtpEmailProvider("settings", {
    ...common,
    domain: DOMAINS.settings,
    password,
    enabled: true,
    onExisting: "adopt",
    onDelete: "disable",
    settings: {
      headers: {
        "X-SES-Configuration-Set": "transactional",
        "X-MC-ViewContentLink": "false",
        "X-MSYS_API": { options: { open_tracking: false }, campaign_id: "auth0" },
      },
    },
  });
  new SmtpEmailProvider("preflight", {
    ...common,
    domain: DOMAINS.preflight,
    password,
    host: "127.0.0.1",
    preflight: { mode: "warn", timeoutSeconds: 5 },
  });
  new SmtpEmailProvider("foreign", { ...common, domain: DOMAINS.foreign, password });
}

/** What the states are encrypted with; the credentials; and where `passwordFrom` reads. */
export const options: Options = {
  env: {
    PULUMI_CONFIG_PASSPHRASE: "fixed-test-passphrase",
    UPGRADE_SMTP_PASSWORD: "fixed-test-password-from-env",
    AUTH0_TENANTS: JSON.stringify(
      Object.fromEntries(
        Object.values(DOMAINS).map((name) => [
          name,
          { clientId: CLIENT.AUTH0_CLIENT_ID, clientSecret: CLIENT.AUTH0_CLIENT_SECRET },
        ]),
      ),
    ),
  },
};
