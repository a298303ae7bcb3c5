import { delimiter } from "node:path";
import type { CustomResource, CustomResourceOptions, Output } from "@pulumi/pulumi";
import { SmtpEmailProvider, type SmtpEmailProviderArgs } from "pulumi-auth0-smtp";
import { PLUGIN_FOLDER } from "./built-plugin.ts";
import * as sdk from "./plugin-sdk.ts";
import { SHELL } from "./which-shell.ts";

/** A resource of the shell under test, in a program for the real engine. */
export function shellResource(
  name: string,
  args: SmtpEmailProviderArgs,
  opts?: CustomResourceOptions,
): CustomResource & { readonly password: Output<string | undefined> } {
  const Resource = SHELL === "plugin" ? sdk.SmtpEmailProvider : SmtpEmailProvider;
  return new Resource(name, args, opts);
}

/** PATH for the engine: where the plugin is under test, it is found there. */
export function shellPath(path: string): string {
  return SHELL === "plugin" ? [PLUGIN_FOLDER, path].join(delimiter) : path;
}
