import { CustomResource, type CustomResourceOptions, type Inputs } from "@pulumi/pulumi";

/** The plugin's resource in a program, as an SDK that is generated for it registers it. */
export class PluginResource extends CustomResource {
  static readonly type = "auth0-smtp:index:SmtpEmailProvider";

  constructor(name: string, inputs: Inputs, opts?: CustomResourceOptions) {
    super(PluginResource.type, name, inputs, opts);
  }
}
