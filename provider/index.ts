/**
 * An Auth0 tenant's SMTP e-mail provider as a Pulumi resource.
 *
 * @module
 */
export type { ErrorCode } from "./errors";
export type { PasswordFrom, PreflightMode, PreflightSettings, Settings, SmtpHeaders } from "./model";
export type { AdviceCode } from "./smtp/advice";
export {
  type PasswordFromArgs,
  type PreflightSettingsArgs,
  type SettingsArgs,
  SmtpEmailProvider,
  type SmtpEmailProviderArgs,
} from "./smtp-email-provider";
