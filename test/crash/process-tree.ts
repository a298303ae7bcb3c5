import { execFileSync } from "node:child_process";

/** A process and all that it started, parents before children, as `ps` (POSIX) sees them now. */
export function processTree(root: number): readonly number[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const processes = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const tree = [root];
  for (const parent of tree) {
    tree.push(...processes.flatMap(([pid, ppid]) => (pid !== undefined && ppid === parent ? [pid] : [])));
  }
  return tree;
}

/** Kills a whole tree as one: all are stopped first, so that none sees another one die. */
export function killTree(root: number): void {
  const tree = processTree(root);
  for (const signal of ["SIGSTOP", "SIGKILL"]) {
    for (const pid of tree) send(signal, pid);
  }
}

/** A process that has ended since is no fault. */
function send(signal: string, pid: number): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
