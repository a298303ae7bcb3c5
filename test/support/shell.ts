import type { Emulator } from "../emulator/index.ts";
import type { Message } from "./engine-messages.ts";
import { PluginProcess } from "./plugin-process.ts";
import type { Provider } from "./provider-calls.ts";
import { type FreshOptions, ProviderProcess, type StartOptions } from "./provider-process.ts";
import { SHELL } from "./which-shell.ts";

/** The namespace of the shell's config. */
export const NAMESPACE = SHELL === "plugin" ? "auth0-smtp" : "auth0";

/** Whether the shell's process prints the failures that it answers with: @pulumi/pulumi's does. */
export const PRINTS_FAILURES = SHELL === "dynamic";

/** A process with one of the shells in it, as far as the two are alike. */
export interface ShellProcess {
  readonly provider: Provider;
  readonly stderr: string;
  readonly messages: readonly Message[];
  /** All that it has printed until now: what it prints arrives after its answers. It may be the end of it. */
  allPrinted(): Promise<string>;
  fresh(options?: FreshOptions): Promise<Provider>;
  stop(): Promise<void>;
}

/** @param options config is given in the namespace of the dynamic resource, `auth0`, for both */
export function startShell(auth0: Emulator, options?: StartOptions): Promise<ShellProcess> {
  return SHELL === "plugin" ? PluginProcess.start(auth0, options) : ProviderProcess.start(auth0, options);
}
