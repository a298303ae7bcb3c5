import * as pulumi from "@pulumi/pulumi";
import { HANDLER } from "../engine/handler";
import { INPUT_NAMES } from "../inputs/names";
import type { PasswordFrom } from "../inputs/password-from";
import type { PreflightMode, PreflightSettings } from "../inputs/preflight";
import { PROGRAM_KEY } from "../inputs/program-key";
import type { Settings } from "../inputs/settings";
import type { VerifySettings } from "../inputs/verify";
import { advise, refuseUnknownCodes } from "./advise";
import type { SmtpEmailProviderArgs } from "./args";
import { tellIfLost } from "./lost-registration";
import { idOf, refuseImport } from "./options";
import { plainInputs } from "./plain-inputs";
import { pauseStackTraces, placedAt } from "./stack-traces";

/** Outputs exist for the names a resource is registered with, so each one is, also where it has no value. */
const NO_VALUES = Object.fromEntries([...INPUT_NAMES, "providerName"].map((name) => [name, undefined]));

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
  /** The tenant, `host[:port]` in lower case: the resource's id too. */
  declare readonly domain: pulumi.Output<string>;
  /** The default From address, as Auth0 has it. */
  declare readonly from: pulumi.Output<string>;
  /** The SMTP server's host name. Undefined where {@link SmtpEmailProvider.get} finds a provider other than SMTP. */
  declare readonly host: pulumi.Output<string>;
  /** The SMTP server's port. Undefined where {@link SmtpEmailProvider.get} finds a provider other than SMTP. */
  declare readonly port: pulumi.Output<number>;
  /** The SMTP user name. Undefined where {@link SmtpEmailProvider.get} finds a provider other than SMTP. */
  declare readonly username: pulumi.Output<string>;
  /** The password as last applied; a secret. Undefined where the program supplies none: Auth0 never gives it back. */
  declare readonly password: pulumi.Output<string | undefined>;
  /** Where the password was read from when it was last applied. */
  declare readonly passwordFrom: pulumi.Output<PasswordFrom | undefined>;
  /** Whether Auth0 uses the provider. */
  declare readonly enabled: pulumi.Output<boolean>;
  /** Extra headers, by service. Undefined where there are none. */
  declare readonly settings: pulumi.Output<Settings | undefined>;
  /** What a create does where the tenant already has a provider. Undefined on what {@link SmtpEmailProvider.get} reads. */
  declare readonly onExisting: pulumi.Output<"fail" | "adopt">;
  /** What deleting the resource does. Undefined on what {@link SmtpEmailProvider.get} reads. */
  declare readonly onDelete: pulumi.Output<"delete" | "disable">;
  /** How the SMTP server is tested. Undefined on what {@link SmtpEmailProvider.get} reads. */
  declare readonly preflight: pulumi.Output<PreflightMode | PreflightSettings>;
  /** How a change proves itself. Undefined where it does not, and on what {@link SmtpEmailProvider.get} reads. */
  declare readonly verify: pulumi.Output<VerifySettings | undefined>;
  /** What Auth0 has: `"smtp"`, or another provider's name after drift. */
  declare readonly providerName: pulumi.Output<string>;

  /**
   * Whether `obj` is a `SmtpEmailProvider`, also one of another copy of this package. Policy packs ask with a plain
   * object that has nothing but the type (`validateResourceOfType(SmtpEmailProvider, …)`).
   */
  static override isInstance(obj: unknown): obj is SmtpEmailProvider {
    return typeof obj === "object" && obj !== null && "__pulumiType" in obj && obj.__pulumiType === TYPE;
  }

  /**
   * Reads what a tenant has as its e-mail provider, of whatever kind, without managing it: nothing is written, and nothing
   * is deleted. It may stand beside a resource that manages the same tenant. Each preview and each up makes one GET, and
   * needs credentials for it. A tenant without a provider fails with `PROVIDER_MISSING`.
   *
   * @param name the resource's name in the program
   * @param domain the tenant, `host[:port]`, no scheme
   * @example
   * ```ts
   * const shared = SmtpEmailProvider.get("shared", "acme.eu.auth0.com");
   * export const sender = shared.from;
   * ```
   */
  static get(
    name: string,
    domain: pulumi.Input<string>,
    opts: pulumi.CustomResourceOptions = {},
  ): SmtpEmailProvider {
    return new SmtpEmailProvider(name, undefined, { ...opts, id: idOf(domain) });
  }

  /** With an id, the tenant's provider is only read: see {@link SmtpEmailProvider.get}. (TypeScript infers from the last.) */
  constructor(
    name: string,
    args: undefined,
    opts: pulumi.CustomResourceOptions & { readonly id: pulumi.Input<pulumi.ID> },
  );
  /**
   * @param name the resource's name in the program
   * @throws RunError `INVALID_INPUT` where `silence` has an unknown code or `opts.import` is set; all else is refused at
   * preview, by property
   */
  constructor(name: string, args: SmtpEmailProviderArgs, opts?: pulumi.CustomResourceOptions);
  constructor(
    name: string,
    args: SmtpEmailProviderArgs | undefined,
    opts: pulumi.CustomResourceOptions = {},
  ) {
    refuseImport(opts);
    const managed = opts.id === undefined ? args : undefined;
    const properties = managed ? propertiesOf(name, managed, opts) : { ...NO_VALUES, __provider: HANDLER };
    const stackTraces = pauseStackTraces();
    try {
      super(
        TYPE,
        name,
        properties,
        pulumi.mergeOptions(opts, {
          additionalSecretOutputs: ["password"],
          ...(opts.id !== undefined && { id: idOf(opts.id) }),
        }),
      );
    } catch (error) {
      stackTraces.resume();
      throw placedAt(SmtpEmailProvider, error);
    }
    stackTraces.resume();
    if (managed === undefined) return;
    if (pulumi.runtime.isDryRun()) advise(this, managed, managed.silence);
    else tellIfLost(this, domainOf(managed));
  }
}

/**
 * What is registered: the inputs, and the hidden one. Where a provider is only read there is no hidden input, because the
 * engine would record it.
 */
function propertiesOf(name: string, args: SmtpEmailProviderArgs, opts: pulumi.CustomResourceOptions) {
  const { silence, ...inputs } = args;
  refuseUnknownCodes(silence);
  const domain = domainOf(args);
  const password = args.password === undefined ? undefined : pulumi.secret(args.password);
  return {
    ...NO_VALUES,
    ...inputs,
    domain,
    password,
    [PROGRAM_KEY]: {
      password,
      plain: plainInputs({ ...inputs, domain, password }),
      urn: urnOf(name, opts),
    },
    __provider: HANDLER,
  };
}

/** The program's, also where it is known only later that there is none. */
function domainOf({ domain }: SmtpEmailProviderArgs): pulumi.Input<string | undefined> {
  const named = new pulumi.Config("auth0").get("domain") ?? process.env.AUTH0_DOMAIN;
  if (domain === undefined) return named;
  return typeof domain === "string" ? domain : pulumi.output(domain).apply((value) => value ?? named);
}

/**
 * The URN, for the provider process, which is told none. As a promise, since an output would make the resource depend on
 * its parent. Where the parent has failed there is none: the SDK then ends the resource for that.
 */
async function urnOf(name: string, { parent }: pulumi.CustomResourceOptions): Promise<string | undefined> {
  const urn = pulumi.createUrn(name, TYPE, parent);
  const settles = await pulumi.isSecret(urn).then(
    () => true,
    () => false,
  );
  return settles ? new Promise((resolve) => urn.apply(resolve)) : undefined;
}
