import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** How often /proc is read, ms. What a process uses after its last sample is not counted. */
const INTERVAL_MS = 25;

/** What the processes of one command are there for. */
export type Role = "engine" | "program" | "provider";

/** What all processes that this one started have used together. */
export interface Usage {
  readonly wallMs: number;
  /** User and system time. */
  readonly cpuMs: Readonly<Record<Role, number>>;
  /** The most that was resident at once; pages that processes share count for each. */
  readonly peakBytes: number;
  /** The most processes at once. */
  readonly processes: number;
  /** How many provider processes there were in all. */
  readonly providers: number;
}

interface Identity {
  readonly role: Role;
  readonly isProvider: boolean;
}

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly cpuMs: number;
  readonly bytes: number;
}

/** Does the work, and samples the descendants of this process (Linux's /proc) until it is done. */
export async function measure<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly usage: Usage }> {
  const seen = new Map<
    number,
    { readonly role: Role; readonly cpuMs: number; readonly isProvider: boolean }
  >();
  let [peakBytes, processes] = [0, 0];
  const sample = () => {
    const alive = descendants(process.pid, readStats());
    for (const { pid, cpuMs } of alive) {
      const identity = identify(pid) ?? seen.get(pid);
      if (identity) seen.set(pid, { ...identity, cpuMs });
    }
    peakBytes = Math.max(peakBytes, sum(alive.map(({ bytes }) => bytes)));
    processes = Math.max(processes, alive.length);
  };
  const cpuOf = (role: Role) => sum([...seen.values()].map((one) => (one.role === role ? one.cpuMs : 0)));
  const timer = setInterval(sample, INTERVAL_MS);
  const start = performance.now();
  try {
    const value = await work();
    const wallMs = performance.now() - start;
    const cpuMs = { engine: cpuOf("engine"), program: cpuOf("program"), provider: cpuOf("provider") };
    const providers = [...seen.values()].filter(({ isProvider }) => isProvider).length;
    return { value, usage: { wallMs, cpuMs, peakBytes, processes, providers } };
  } finally {
    clearInterval(timer);
  }
}

function descendants(root: number, stats: readonly Stat[]): Stat[] {
  const children = stats.filter(({ parent }) => parent === root);
  return children.flatMap((child) => [child, ...descendants(child.pid, stats)]);
}

/** Every process of the machine; one that ends meanwhile is left out. */
function readStats(): Stat[] {
  return readdirSync("/proc").flatMap((name) => {
    const stat = /^\d+$/.test(name) ? read(`/proc/${name}/stat`) : "";
    // pid (name) state ppid …: the name may have anything in it, so fields count from its last bracket (proc_pid_stat(5)).
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [parent, utime, stime, pages] = [fields[1], fields[11], fields[12], fields[21]];
    if (parent === undefined || utime === undefined || stime === undefined || pages === undefined) return [];
    return [
      {
        pid: Number(name),
        parent,
        cpuMs: ((utime + stime) * 1000) / TICKS_A_SECOND,
        bytes: pages * PAGE_BYTES,
      },
    ];
  });
}

/**
 * By its command line: the CLI, `node …/cmd/run` or a language host, or the provider with the shell script that starts it.
 * Undefined where the process has ended.
 */
function identify(pid: number): Identity | undefined {
  const [program = "", script = ""] = read(`/proc/${pid}/cmdline`).split("\0");
  if (program === "") return undefined;
  if (program.endsWith("pulumi")) return { role: "engine", isProvider: false };
  if (script.includes("cmd/run") || program.includes("pulumi-language-"))
    return { role: "program", isProvider: false };
  return { role: "provider", isProvider: /cmd\/dynamic-provider|pulumi-resource-auth0-smtp$/.test(script) };
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

const getconf = (name: string) => Number(execFileSync("getconf", [name], { encoding: "utf8" }));
const TICKS_A_SECOND = getconf("CLK_TCK");
const PAGE_BYTES = getconf("PAGESIZE");

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
