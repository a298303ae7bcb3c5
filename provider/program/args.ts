import type * as pulumi from "@pulumi/pulumi";
import type { PreflightMode } from "../inputs/preflight";
import type { AdviceCode } from "../smtp/advice";

/** The inputs of `SmtpEmailProvider`. */
export interface SmtpEmailProviderArgs {
  /**
   * The tenant, `host[:port]`, no scheme. It is the resource's identity: a change replaces the resource.
   * @default config `auth0:domain`, then the environment variable `AUTH0_DOMAIN`
   */
  domain?: pulumi.Input<string | undefined>;
  /** The default From address (`default_from_address`): `address`, `Name <address>` or `"Na,me" <address>` (RFC 5322). */
  from: pulumi.Input<string>;
  /** The SMTP server's host name. */
  host: pulumi.Input<string>;
  /** The SMTP server's port, 1–65535. @default 587, which Auth0 recommends */
  port?: pulumi.Input<number | undefined>;
  /** The SMTP user name. */
  username: pulumi.Input<string>;
  /**
   * The SMTP password; always kept as a secret. It may be left out as long as host, port and username stay as Auth0 has
   * them, and must be supplied when one of them changes, or the provider is created, adopted or switched back to SMTP
   * (`PASSWORD_REQUIRED`, at preview).
   */
  password?: pulumi.Input<string | undefined>;
  /**
   * Instead of `password`: where to read it when it is applied. It is never kept in the state, not even encrypted. A new
   * `version` has it read and sent again.
   */
  passwordFrom?: pulumi.Input<PasswordFromArgs | undefined>;
  /** Whether Auth0 uses the provider. @default true */
  enabled?: pulumi.Input<boolean | undefined>;
  /** Extra headers, by service. */
  settings?: pulumi.Input<SettingsArgs | undefined>;
  /**
   * What to do where the tenant already has an e-mail provider: `"fail"` (`PROVIDER_EXISTS`) or `"adopt"`, which writes
   * over all of it. @default "fail"
   */
  onExisting?: pulumi.Input<"fail" | "adopt" | undefined>;
  /** What deleting the resource does to the tenant: `"delete"`, or `"disable"` (`enabled: false`). @default "delete" */
  onDelete?: pulumi.Input<"delete" | "disable" | undefined>;
  /**
   * A real handshake with the SMTP server before anything is sent to Auth0, at preview and again at up, where host,
   * port, user name or password are new. `"warn"` shows what was found, `"enforce"` refuses what Auth0 would not work
   * with (`PREFLIGHT_FAILED`). With `passwordFrom`, or without a password, it does all but the login.
   * @default "off"
   */
  preflight?: pulumi.Input<PreflightMode | PreflightSettingsArgs | undefined>;
  /**
   * Has a change prove itself: after a create, an adoption, or an update that sent credentials or `from` or turned
   * `enabled` on, Auth0 itself sends a verification mail, and the tenant's logs are watched for failed deliveries. A change
   * that fails is rolled back (`VERIFICATION_FAILED`). Needs the scopes `update:users` and `read:logs`. See docs/proof.md.
   * @default no proof
   */
  verify?: pulumi.Input<VerifyArgs | undefined>;
  /**
   * Codes of advice on known SMTP services that is not wanted. The advice is shown at preview, as warnings on the
   * resource. Not recorded.
   * @default all advice is shown
   */
  silence?: readonly AdviceCode[] | undefined;
}

/** A handshake, and how it is made. */
export interface PreflightSettingsArgs {
  /** `"warn"` shows what was found, `"enforce"` refuses what Auth0 would not work with. */
  mode: pulumi.Input<PreflightMode>;
  /** For the whole handshake, in seconds, 1–60. @default 10 */
  timeoutSeconds?: pulumi.Input<number | undefined>;
  /** Root certificates (PEM) to trust besides the public ones: for private CAs in tests and demos. */
  extraCa?: pulumi.Input<string | undefined>;
  /** What this machine calls itself in EHLO, a host name or `[192.0.2.1]`; not Auth0's name. @default its address */
  ehloName?: pulumi.Input<string | undefined>;
}

/** How a change proves itself. */
export interface VerifyArgs {
  /** Who gets the mail: the id of a user of a database connection, such as `auth0|62463410c0242d00699461c8`. */
  userId: pulumi.Input<string>;
  /** How long the logs are watched for a failure, in seconds, 5–300. @default 30 */
  waitSeconds?: pulumi.Input<number | undefined>;
  /** What a failure leads to: the tenant gets back what it had, or keeps the change. @default "rollback" */
  onFailure?: pulumi.Input<"rollback" | "fail" | undefined>;
}

/** Where the password is read from when it is applied: one of `env` and `file`. */
export interface PasswordFromArgs {
  /** The name of an environment variable of the process that runs `pulumi up`. */
  env?: pulumi.Input<string | undefined>;
  /**
   * The path of a text file in UTF-8. One line break at its end is dropped. A relative path starts from the folder of the
   * Pulumi project.
   */
  file?: pulumi.Input<string | undefined>;
  /** Any text; a new one means a new password. */
  version?: pulumi.Input<string | undefined>;
  /** Where the password is that Auth0 has until the change: with it, `verify` can put back a rotation. */
  previous?: pulumi.Input<SecretSourceArgs | undefined>;
}

/** Where a secret is read from when it is needed: one of `env` and `file`. */
export interface SecretSourceArgs {
  /** The name of an environment variable of the process that runs `pulumi up`. */
  env?: pulumi.Input<string | undefined>;
  /** The path of a text file in UTF-8, as in `passwordFrom`. */
  file?: pulumi.Input<string | undefined>;
}

/** `settings` of an SMTP provider. */
export interface SettingsArgs {
  headers?: pulumi.Input<
    | {
        /** Amazon SES: the configuration set to send with. */
        "X-SES-Configuration-Set"?: pulumi.Input<string | undefined>;
        /** Mandrill: whether to store the message content and link to it. */
        "X-MC-ViewContentLink"?: pulumi.Input<"true" | "false" | undefined>;
        /** SparkPost: options for the message. */
        "X-MSYS_API"?: pulumi.Input<Record<string, unknown> | undefined>;
      }
    | undefined
  >;
}
