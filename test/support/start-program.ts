import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A program of ours that is running, and the first line that it printed. */
export interface StartedProgram {
  readonly child: ChildProcess;
  readonly firstLine: string;
}

/** Starts a script with this Node, and waits until it has printed a line. @param onError gets what it prints on stderr */
export async function startProgram(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  cwd = process.cwd(),
  onError: (text: string) => void = () => undefined,
): Promise<StartedProgram> {
  const child = spawn(process.execPath, [script, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  child.stderr.setEncoding("utf8").on("data", onError);
  const [firstLine] = await once(createInterface(child.stdout), "line");
  return { child, firstLine };
}
