import { cpus, release, totalmem } from "node:os";
import Table from "cli-table3";
import { findPulumi } from "../../tools/pulumi-cli/index.ts";
import { LATENCY_MS, type Life, type Measured } from "./life.ts";

/** All runs with the same number of tenants. */
export interface Sample {
  readonly tenants: number;
  readonly lives: readonly Life[];
}

export function machine(): string {
  const [cpu] = cpus();
  return [
    `${cpus().length} × ${cpu?.model ?? "unknown CPU"}`,
    `${(totalmem() / 2 ** 30).toFixed(0)} GB`,
    `Linux ${release()}`,
    `Node ${process.version.slice(1)}`,
    `Pulumi ${findPulumi()?.version ?? "unknown"}`,
    `${LATENCY_MS} ms latency`,
  ].join(", ");
}

/** One row an operation: the median of the runs in time, the most in memory. */
export function timesTable(samples: readonly Sample[]): string {
  const table = new Table({
    head: [
      "tenants",
      "operation",
      "wall s",
      "CPU s",
      "engine",
      "program",
      "provider",
      "memory MB",
      "processes",
      "providers",
      "requests",
    ],
    colAligns: ["right", "left", ...Array<"right">(8).fill("right"), "left"],
    style: { head: [], border: [], compact: true },
  });
  for (const { tenants, lives } of samples) {
    for (const [index, { operation, requests }] of (lives[0]?.operations ?? []).entries()) {
      const all = lives.flatMap(({ operations }) => operations.slice(index, index + 1));
      const most = (of: (one: Measured) => number) => Math.max(...all.map(of));
      table.push([
        tenants,
        operation,
        seconds(median(all.map(({ wallMs }) => wallMs))),
        seconds(median(all.map(({ cpuMs }) => cpuMs.engine + cpuMs.program + cpuMs.provider))),
        seconds(median(all.map(({ cpuMs }) => cpuMs.engine))),
        seconds(median(all.map(({ cpuMs }) => cpuMs.program))),
        seconds(median(all.map(({ cpuMs }) => cpuMs.provider))),
        (most(({ peakBytes }) => peakBytes) / 1e6).toFixed(0),
        most(({ processes }) => processes),
        most(({ providers }) => providers),
        Object.entries(requests)
          .map(([kind, count]) => `${count} ${kind}`)
          .join(", ") || "none",
      ]);
    }
  }
  return table.toString();
}

export function stateTable(samples: readonly Sample[]): string {
  const table = new Table({
    head: ["tenants", "state bytes a resource", "without stackTrace and sourcePosition"],
    colAligns: ["right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const { tenants, lives } of samples) {
    for (const { state } of lives.slice(0, 1)) table.push([tenants, state.bytes, state.ownBytes]);
  }
  return table.toString();
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

/** Of an even number of them, the higher of the two in the middle. */
function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
