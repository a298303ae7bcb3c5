import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import type { CustomResource, CustomResourceOptions, Output } from "@pulumi/pulumi";
import { SmtpEmailProvider, type SmtpEmailProviderArgs } from "pulumi-auth0-smtp";
import { PluginResource } from "./plugin-resource.ts";
import { SHELL } from "./which-shell.ts";

const PLUGIN = fileURLToPath(new URL("../../dist/plugin", import.meta.url));

/** A resource of the shell under test, in a program for the real engine. */
export function shellResource(
  name: string,
  args: SmtpEmailProviderArgs,
  opts?: CustomResourceOptions,
): CustomResource & { readonly password: Output<string | undefined> } {
  return SHELL === "plugin" ? new PluginResource(name, args, opts) : new SmtpEmailProvider(name, args, opts);
}

/** PATH for the engine: where the plugin is under test, it finds it there. */
export function shellPath(path: string): string {
  return SHELL === "plugin" ? [PLUGIN, path].join(delimiter) : path;
}
