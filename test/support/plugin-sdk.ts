import * as pulumi from "@pulumi/pulumi";
import type { SmtpEmailProviderArgs } from "pulumi-auth0-smtp";

/** The plugin's resource in a program, as the SDK that Pulumi generates from its schema registers it. */
export class SmtpEmailProvider extends pulumi.CustomResource {
  declare readonly password: pulumi.Output<string | undefined>;

  constructor(name: string, args: SmtpEmailProviderArgs, opts: pulumi.CustomResourceOptions = {}) {
    const { silence: _, password, ...inputs } = args;
    super(
      "auth0-smtp:index:SmtpEmailProvider",
      name,
      { ...inputs, password: password === undefined ? undefined : pulumi.secret(password) },
      pulumi.mergeOptions(opts, { additionalSecretOutputs: ["password"] }),
    );
  }
}
