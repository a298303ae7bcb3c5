import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import Table from "cli-table3";
import { PLUGIN } from "../support/built-plugin.ts";
import { startProgram } from "../support/start-program.ts";
import { median } from "./median.ts";

/** How long the plugin takes until it prints its port, beside a Node that does nothing, in turn; and its memory then. */
export async function startTable(runs: number): Promise<string> {
  const figures = { bare: [] as number[], plugin: [] as number[], memory: [] as number[] };
  // The first run only fills the compile cache.
  for (let run = 0; run <= runs; run++) {
    const bare = await timed(() => once(spawn(process.execPath, ["-e", "0"]), "exit"));
    const plugin = await timed(() => startProgram(PLUGIN, [], process.env));
    const { child } = plugin.value;
    const memory = residentBytes(child.pid);
    child.kill();
    await once(child, "close");
    if (run === 0) continue;
    figures.bare.push(bare.ms);
    figures.plugin.push(plugin.ms);
    figures.memory.push(memory);
  }
  const [bare, plugin] = [median(figures.bare), median(figures.plugin)];
  const table = new Table({
    head: ["node -e 0, ms", "the plugin's port, ms", "ratio", "the plugin's memory then, MB"],
    colAligns: Array<"right">(4).fill("right"),
    style: { head: [], border: [], compact: true },
  });
  table.push([
    bare.toFixed(0),
    plugin.toFixed(0),
    (plugin / bare).toFixed(2),
    (median(figures.memory) / 1e6).toFixed(0),
  ]);
  return table.toString();
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const start = performance.now();
  const value = await work();
  return { value, ms: performance.now() - start };
}

/** Linux's count of what is resident. */
function residentBytes(pid: number | undefined): number {
  const [, kilobytes = "0"] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}
