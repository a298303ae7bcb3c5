/** Says how far a long task is: on a terminal one line that is rewritten each second, else a line every 30 s. */
export interface Progress {
  /** A line that stays. */
  say(line: string): void;
  /** From now on, what is shown beside the time; "" for nothing. */
  now(doing: string): void;
}

/** Shows the progress of `task` on the standard error stream until it ends. */
export async function withProgress<T>(
  task: (progress: Progress) => Promise<T>,
  out = process.stderr,
): Promise<T> {
  const start = Date.now();
  let doing = "";
  const clear = out.isTTY ? "\r\x1b[K" : "";
  const tick = () => {
    const line = `${clear}  ${elapsed(Date.now() - start)}${doing && ` · ${doing}`}`;
    out.write(out.isTTY ? line : `${line}\n`);
  };
  const timer = setInterval(tick, out.isTTY ? 1_000 : 30_000);
  try {
    return await task({
      say: (line) => out.write(`${clear}${line}\n`),
      now: (what) => {
        doing = what;
      },
    });
  } finally {
    clearInterval(timer);
    out.write(clear);
  }
}

/** Minutes and seconds, as `4:05`. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
