import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PulumiCli } from "./find.ts";

const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** What to set, beside the environment as it is, for a process that runs the given CLI.
 *
 * PATH starts with this project's Node, then the folder of `pulumi-resource-pulumi-nodejs` (it comes with
 * `@pulumi/pulumi`, and runs the first `node` on PATH), then the CLI. The rest keeps the CLI from the network: no
 * look for updates, no download of plugins. */
export function pulumiEnv(cli: PulumiCli, path = process.env.PATH ?? ""): Record<string, string> {
  return {
    PATH: [join(modules, ".bin"), join(modules, "@pulumi", "pulumi"), dirname(cli.bin), path].join(":"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}
