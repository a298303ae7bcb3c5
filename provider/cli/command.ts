import type { Command } from "commander";
import type { CommandResult } from "./command-result";
import type { Terminal } from "./terminal";

/** What the file of a command exports. */
export interface CliCommand {
  /** Adds its arguments and options. */
  readonly define: (command: Command) => void;
  readonly run: (command: Command, terminal: Terminal) => Promise<CommandResult>;
}
