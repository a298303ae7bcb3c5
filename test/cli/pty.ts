import { spawn } from "node:child_process";
import { program, refuseSecrets } from "./run-cli.ts";

/** What happened on the terminal: all that was shown, escape sequences and all. */
export interface Session {
  readonly exit: number | null;
  readonly shown: string;
}

export interface Typing {
  /** Typed as soon as this is shown. */
  readonly at: string;
  readonly text: string;
}

/**
 * Runs the program on a pseudo terminal, which `script` makes (util-linux; macOS and BSD have another of that name).
 *
 * @param shell goes behind the command, for the shell: `"> file"`
 */
export async function onTerminal(
  args: readonly string[],
  { env = {}, type, shell = "" }: { env?: Record<string, string>; type?: Typing; shell?: string } = {},
): Promise<Session> {
  const command = `${[process.execPath, program, ...args].map(quoted).join(" ")} ${shell}`;
  const script =
    process.platform === "linux" ? ["-qec", command, "/dev/null"] : ["-q", "/dev/null", "sh", "-c", command];
  const child = spawn("script", script, {
    env: { PATH: process.env.PATH, TERM: "xterm-256color", SHELL: "/bin/sh", ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let shown = "";
  let untyped = type;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    shown += text;
    if (!untyped || !shown.includes(untyped.at)) return;
    child.stdin.write(untyped.text);
    untyped = undefined;
  });
  const exit = await new Promise<number | null>((done, fail) =>
    child.once("close", done).once("error", fail),
  );
  refuseSecrets(shown);
  return { exit, shown };
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
