import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the plugin that the build has made. */
export const PLUGIN_FOLDER = fileURLToPath(new URL("../../dist/plugin", import.meta.url));

/** The program in it, which the engine starts. */
export const PLUGIN = join(PLUGIN_FOLDER, "pulumi-resource-auth0-smtp");
