import * as pulumi from "@pulumi/pulumi";
import { HANDLER } from "../engine/handler";
import { PROGRAM_KEY } from "../inputs/program-key";
import type { PasswordFrom, PreflightMode, PreflightSettings, Settings } from "../model/model";
import type { AdviceCode } from "../smtp/advice";
import { advise, refuseUnknownCodes } from "./advise";
import { claimTenant } from "./claims";
import { pauseStackTraces, placedAt } from "./stack-traces";

/** The inputs of {@link SmtpEmailProvider}. */
export interface SmtpEmailProviderArgs {
  /**
   * The tenant, `host[:port]`, no scheme. It is the resource's identity: a change replaces the resource.
   * @default config `auth0:domain`, then the environment variable `AUTH0_DOMAIN`
   */
  domain?: pulumi.Input<string> | undefined;
  /** The default From address (`default_from_address`), bare or as `Name <address>`. */
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
   * Codes of advice on known SMTP services that is not wanted. The advice is shown at preview, as warnings on the
   * resource. Not recorded.
   * @default all advice is shown
   */
  silence?: readonly AdviceCode[];
}

/** A handshake, and how it is made. */
export interface PreflightSettingsArgs {
  mode: pulumi.Input<PreflightMode>;
  /** For the whole handshake, in seconds, 1–60. @default 10 */
  timeoutSeconds?: pulumi.Input<number | undefined>;
  /** Root certificates (PEM) to trust besides the public ones: for private CAs in tests and demos. */
  extraCa?: pulumi.Input<string | undefined>;
}

/** Where the password is read from: an environment variable or a file (one line break at its end is dropped). */
export interface PasswordFromArgs {
  env?: pulumi.Input<string | undefined>;
  file?: pulumi.Input<string | undefined>;
  /** Any text; a new one means a new password. */
  version?: pulumi.Input<string | undefined>;
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

/** Outputs exist for the names a resource is registered with, so each one is, also where it has no value. */
const NO_VALUES: Readonly<Record<string, undefined>> = {
  port: undefined,
  passwordFrom: undefined,
  enabled: undefined,
  settings: undefined,
  onExisting: undefined,
  onDelete: undefined,
  preflight: undefined,
  providerName: undefined,
};

const TYPE = "pulumi-nodejs:dynamic/auth0:SmtpEmailProvider";

/**
 * An Auth0 tenant's SMTP e-mail provider. There is one per tenant.
 *
 * Credentials for the Management API are never inputs: see the README, "Credentials".
 *
 * @example
 * ```ts
 * const config = new pulumi.Config();
 * const mail = new SmtpEmailProvider("mail", {
 *   domain: "acme.eu.auth0.com",
 *   from: "no-reply@acme.com",
 *   host: "smtp.acme.com",
 *   username: "acme",
 *   password: config.requireSecret("smtpPassword"),
 * });
 * ```
 */
export class SmtpEmailProvider extends pulumi.CustomResource {
  declare readonly domain: pulumi.Output<string>;
  declare readonly from: pulumi.Output<string>;
  declare readonly host: pulumi.Output<string>;
  declare readonly port: pulumi.Output<number>;
  declare readonly username: pulumi.Output<string>;
  /** The password as last applied; a secret. Undefined where the program supplies none. */
  declare readonly password: pulumi.Output<string | undefined>;
  declare readonly passwordFrom: pulumi.Output<PasswordFrom | undefined>;
  declare readonly enabled: pulumi.Output<boolean>;
  declare readonly settings: pulumi.Output<Settings | undefined>;
  declare readonly onExisting: pulumi.Output<"fail" | "adopt">;
  declare readonly onDelete: pulumi.Output<"delete" | "disable">;
  declare readonly preflight: pulumi.Output<PreflightMode | PreflightSettings>;
  /** What Auth0 has: `"smtp"`, or another provider's name after drift. */
  declare readonly providerName: pulumi.Output<string>;

  /** Whether `obj` is a `SmtpEmailProvider`, also one of another copy of this package. */
  static override isInstance(obj: unknown): obj is SmtpEmailProvider {
    return pulumi.CustomResource.isInstance(obj) && "__pulumiType" in obj && obj.__pulumiType === TYPE;
  }

  /**
   * @param name the resource's name in the program
   * @throws RunError `INVALID_INPUT` where `silence` has an unknown code; all else is refused at preview, by property
   */
  constructor(name: string, args: SmtpEmailProviderArgs, opts: pulumi.CustomResourceOptions = {}) {
    const { silence, ...inputs } = args;
    refuseUnknownCodes(silence);
    const domain = args.domain ?? new pulumi.Config("auth0").get("domain") ?? process.env.AUTH0_DOMAIN;
    const password = args.password === undefined ? undefined : pulumi.secret(args.password);
    const properties = {
      ...NO_VALUES,
      ...inputs,
      domain,
      password,
      [PROGRAM_KEY]: {
        password,
        secrets: namesOfSecrets(inputs),
        sharesTenantWith: claimTenant(name, domain),
        urn: urnToLogTo(name, opts),
      },
      __provider: HANDLER,
    };
    const stackTraces = pauseStackTraces();
    try {
      super(TYPE, name, properties, pulumi.mergeOptions(opts, { additionalSecretOutputs: ["password"] }));
    } catch (error) {
      stackTraces.resume();
      throw placedAt(SmtpEmailProvider, error);
    }
    stackTraces.resume();
    if (pulumi.runtime.isDryRun()) advise(this, args, silence);
  }
}

/**
 * Where the provider process shows what a handshake found. As a promise, since an output would make the resource
 * depend on its parent.
 */
function urnToLogTo(name: string, { parent }: pulumi.CustomResourceOptions): Promise<string> {
  return new Promise((resolve) => {
    pulumi.createUrn(name, TYPE, parent).apply(resolve);
  });
}

/** The provider process gets secrets in plain text, and must know which values not to print. */
async function namesOfSecrets(args: object): Promise<string[]> {
  const names = await Promise.all(
    Object.entries(args).map(async ([name, value]) =>
      (await pulumi.isSecret(pulumi.output(value))) ? [name] : [],
    ),
  );
  return names.flat();
}
