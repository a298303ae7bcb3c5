import { spawn } from "node:child_process";
import { once } from "node:events";

/** How long a CLI may take to end after it was interrupted, ms. */
const GRACE_MS = 10_000;

export interface CliRun {
  readonly bin: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Gets stdout and stderr. */
  readonly onOutput: (text: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs the CLI to its end, however it comes. It has a process group of its own, so that Ctrl-C on the terminal does not
 * reach it beside our own signal: a second one has it leave its provider processes behind.
 *
 * @returns whether it exited with 0
 */
export async function runCli({ bin, args, cwd, env, onOutput, signal }: CliRun): Promise<boolean> {
  signal?.throwIfAborted();
  const child = spawn(bin, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", onOutput);
  let killer: NodeJS.Timeout | undefined;
  const interrupt = () => {
    child.kill("SIGINT");
    killer = setTimeout(() => child.pid && process.kill(-child.pid, "SIGKILL"), GRACE_MS);
  };
  signal?.addEventListener("abort", interrupt, { once: true });
  try {
    const [code] = await once(child, "close");
    signal?.throwIfAborted();
    return code === 0;
  } finally {
    signal?.removeEventListener("abort", interrupt);
    clearTimeout(killer);
  }
}
