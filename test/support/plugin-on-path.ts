import { delimiter } from "node:path";
import { findPulumi, pulumiEnv } from "../../tools/pulumi-cli/index.ts";
import { PLUGIN_FOLDER } from "./built-plugin.ts";

/** What the CLI gets so that it finds the plugin, as users put it there. */
export function pluginOnPath(): { readonly PATH: string } {
  const cli = findPulumi();
  if (!cli) throw new Error("There is no Pulumi CLI: run `npm run setup`.");
  return { PATH: [PLUGIN_FOLDER, pulumiEnv(cli).PATH].join(delimiter) };
}
