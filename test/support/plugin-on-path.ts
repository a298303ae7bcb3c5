import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import { findPulumi, pulumiEnv } from "../../tools/pulumi-cli/index.ts";

/** The folder of the plugin that the build has made. */
export const PLUGIN_FOLDER = fileURLToPath(new URL("../../dist/plugin", import.meta.url));

/** What the CLI gets so that it finds the plugin, as users put it there. */
export function pluginOnPath(): { readonly PATH: string } {
  const cli = findPulumi();
  if (!cli) throw new Error("There is no Pulumi CLI: run `npm run setup`.");
  return { PATH: [PLUGIN_FOLDER, pulumiEnv(cli).PATH].join(delimiter) };
}
