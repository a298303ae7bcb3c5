import type { dynamic } from "@pulumi/pulumi";

/** The stack's config, as far as the engine hands it to this process. */
export interface StackConfig {
  readonly get: (key: string) => string | undefined;
  /** Why nothing in it can be found, in a sentence; undefined where there is something. */
  readonly missing: string | undefined;
}

/** The engine hands config to its default provider alone, and does not tell a process which one it is. */
const NONE =
  "The engine gave this process no config: the stack has none, or the resource has a provider of its own " +
  "(opts.provider), which gets none.";

export const noStackConfig: StackConfig = { get: () => undefined, missing: NONE };

export function stackConfig(config: dynamic.Config): StackConfig {
  return { get: (key) => config.get(key), missing: isEmpty(config) ? NONE : undefined };
}

/** `rawConfig` is what @pulumi/pulumi keeps the values in; its type does not tell of it. */
function isEmpty(config: object): boolean {
  const { rawConfig } = { rawConfig: undefined, ...config };
  return typeof rawConfig === "object" && rawConfig !== null && Object.keys(rawConfig).length === 0;
}
