/**
 * An Auth0 tenant's SMTP e-mail provider as a Pulumi resource.
 *
 * @module
 */

export type { PasswordFrom, SecretSource } from "./inputs/password-from";
export type { PreflightMode, PreflightSettings } from "./inputs/preflight";
export type { Settings, SmtpHeaders } from "./inputs/settings";
export type { VerifySettings } from "./inputs/verify";
export { codeIn } from "./model/code-in";
export type { ErrorCode } from "./model/errors";
export type {
  PasswordFromArgs,
  PreflightSettingsArgs,
  SecretSourceArgs,
  SettingsArgs,
  SmtpEmailProviderArgs,
  VerifyArgs,
} from "./program/args";
export { SmtpEmailProvider } from "./program/smtp-email-provider";
export type { AdviceCode } from "./smtp/advice";
