import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { SmtpEmailProviderArgs } from "pulumi-auth0-smtp";
import { onTestFinished } from "vitest";
import type { MailProject } from "../engine/mail-project.ts";
import { killTree, processTree } from "./process-tree.ts";

/** A program of at most one resource. */
export interface Program {
  readonly resource?: { readonly name: string; readonly args: SmtpEmailProviderArgs };
  /** It says {@link MADE} when the resource is made and recorded, and does not end. */
  readonly stays?: boolean;
}

export const MADE = "The resource is made.";

/** How an `up` ended: with an exit code, or (null) by a signal; and what it printed. */
export interface End {
  readonly code: number | null;
  readonly output: string;
}

/** An `up` of the real engine in processes of its own: the program, the CLI below it, the provider process below that. */
export class DoomedUp {
  readonly ended: Promise<End>;
  private readonly child: ChildProcess;
  private output = "";

  constructor({ project }: Pick<MailProject, "project">, program: Program) {
    const args = [join(import.meta.dirname, "up.ts"), project.folder, JSON.stringify(program)];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...project.env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.output += text;
      child.emit("printed");
    });
    this.child = child;
    child.once("close", () => child.emit("printed"));
    // Whatever becomes of the test, nothing of it goes on.
    onTestFinished(() => {
      if (child.exitCode === null && child.signalCode === null) this.kill();
    });
    this.ended = once(child, "close").then(([code]) => ({ code, output: this.output }));
  }

  /** `kill -9` of everything. */
  kill(): void {
    killTree(this.pid);
  }

  /**
   * Ctrl-C, settled when the CLI has said `answer`. It starts programs and providers in process groups of their own, so
   * a terminal's Ctrl-C reaches the CLI alone.
   */
  async interrupt(answer: string): Promise<void> {
    const [, cli] = processTree(this.pid);
    if (cli === undefined) throw new Error("The CLI is not running.");
    process.kill(cli, "SIGINT");
    await this.said(answer);
  }

  /** Settled when that has been printed. */
  async said(text: string): Promise<void> {
    while (!this.output.includes(text)) {
      if (this.child.stdout?.readableEnded) throw new Error(`It never said "${text}".\n${this.output}`);
      await once(this.child, "printed");
    }
  }

  private get pid(): number {
    if (this.child.pid === undefined) throw new Error("The program was not started.");
    return this.child.pid;
  }
}
