/** The Pulumi CLI for this project's tests, demo and bench, on a machine that may have none.
 *
 * @module */
export { ensurePulumi, ensureSdkHosts, ensureYamlHost } from "./ensure.ts";
export { pulumiEnv } from "./env.ts";
export { findPulumi, findYamlHost, type PulumiCli } from "./find.ts";
export { INSTALLED_PLUGINS_ONLY, installPlugins } from "./plugins.ts";
