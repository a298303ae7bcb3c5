import type { Provider } from "../support/provider-calls.ts";
import { SHELL } from "../support/which-shell.ts";
import { dynamicShell } from "./dynamic-shell.ts";
import { pluginShell } from "./plugin-shell.ts";

/** What a run of the engine has of its own. */
export interface RunOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly log: (message: string) => void;
  /** Properties, as the resource's option of this name has them. */
  readonly ignoreChanges: readonly string[];
}

/** One of the shells, in this process: thousands of runs are a matter of seconds. Waiting takes no time. */
export interface Shell {
  /** The provider as in a run of its own. */
  start(options: RunOptions): Promise<Provider>;
  stop(): void;
}

export function startShell(): Promise<Shell> {
  return SHELL === "plugin" ? pluginShell() : dynamicShell();
}
