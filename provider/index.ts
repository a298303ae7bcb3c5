/**
 * An Auth0 tenant's SMTP e-mail provider as a Pulumi resource.
 *
 * @module
 */
export type { ErrorCode } from "./model/errors";
export type { PasswordFrom, PreflightMode, PreflightSettings, Settings, SmtpHeaders } from "./model/model";
export type {
  PasswordFromArgs,
  PreflightSettingsArgs,
  SettingsArgs,
  SmtpEmailProviderArgs,
} from "./program/args";
export { SmtpEmailProvider } from "./program/smtp-email-provider";
export type { AdviceCode } from "./smtp/advice";
