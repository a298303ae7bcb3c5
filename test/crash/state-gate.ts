import { execFileSync } from "node:child_process";
import { constants, renameSync } from "node:fs";
import { open, rename } from "node:fs/promises";

/**
 * Puts a pipe in a state file's place, while the engine waits for something else. Before each write the engine copies
 * the old file, so it comes to the pipe next, and cannot read on: then `caught` runs.
 */
export class StateGate {
  private readonly pipe: string;
  private readonly reached: Promise<void>;
  private caught: () => void;

  constructor(file: string, caught: () => void) {
    this.pipe = file;
    this.caught = caught;
    renameSync(file, `${file}.kept`);
    execFileSync("mkfifo", [file]);
    this.reached = this.waitForReader();
  }

  /** Puts the state file back, also where the engine never came. */
  async remove(): Promise<void> {
    this.caught = () => {};
    const reader = await open(this.pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    await this.reached;
    await reader.close();
    await rename(`${this.pipe}.kept`, this.pipe);
  }

  /** Opening a pipe to write takes until somebody has opened it to read. */
  private async waitForReader(): Promise<void> {
    const writer = await open(this.pipe, constants.O_WRONLY);
    this.caught();
    await writer.close();
  }
}
