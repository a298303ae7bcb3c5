/**
 * An Auth0 tenant's SMTP e-mail provider as a Pulumi resource.
 *
 * @module
 */
export type { ErrorCode } from "./errors";
export type { PasswordFrom, Settings, SmtpHeaders } from "./model";
export {
  type PasswordFromArgs,
  type SettingsArgs,
  SmtpEmailProvider,
  type SmtpEmailProviderArgs,
} from "./smtp-email-provider";
