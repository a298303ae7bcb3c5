import { cpus, release, totalmem } from "node:os";
import Table from "cli-table3";
import { findPulumi } from "../../tools/pulumi-cli/index.ts";
import { LATENCY_MS, type Life, type Measured } from "./life.ts";
import { median } from "./median.ts";

/** All runs with the same number of tenants. */
export interface Sample {
  readonly tenants: number;
  readonly ours: readonly Life[];
  readonly floor: readonly Life[];
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
  for (const { tenants, ours } of samples) {
    for (const [index, { operation, requests }] of (ours[0]?.operations ?? []).entries()) {
      const all = operationOf(ours, index);
      const most = (of: (one: Measured) => number) => Math.max(...all.map(of));
      table.push([
        tenants,
        operation,
        seconds(median(all.map(({ wallMs }) => wallMs))),
        seconds(median(all.map(allCpu))),
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

/** One row an operation: the medians of ours beside those of the floor, and how many times as much ours is. */
export function ratiosTable(samples: readonly Sample[]): string {
  const figures = ["wall s", "CPU s", "memory MB"];
  const table = new Table({
    head: ["tenants", "operation", ...figures.flatMap((figure) => [figure, "floor", "ratio"])],
    colAligns: ["right", "left", ...Array<"right">(9).fill("right")],
    style: { head: [], border: [], compact: true },
  });
  for (const { tenants, ours, floor } of samples) {
    for (const [index, { operation }] of (ours[0]?.operations ?? []).entries()) {
      const beside = (of: (one: Measured) => number, shown: (value: number) => string) => {
        const [one, other] = [ours, floor].map((lives) => median(operationOf(lives, index).map(of)));
        if (one === undefined || other === undefined) return [];
        return [shown(one), shown(other), (one / other).toFixed(2)];
      };
      table.push([
        tenants,
        operation,
        ...beside(({ wallMs }) => wallMs, hundredths),
        ...beside(allCpu, hundredths),
        ...beside(
          ({ peakBytes }) => peakBytes / 1e6,
          (value) => value.toFixed(0),
        ),
      ]);
    }
  }
  return table.toString();
}

function operationOf(lives: readonly Life[], index: number): Measured[] {
  return lives.flatMap(({ operations }) => operations.slice(index, index + 1));
}

function allCpu({ cpuMs }: Measured): number {
  return cpuMs.engine + cpuMs.program + cpuMs.provider;
}

export function stateTable(samples: readonly Sample[]): string {
  const table = new Table({
    head: ["tenants", "state bytes a resource", "without stackTrace and sourcePosition"],
    colAligns: ["right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const { tenants, ours } of samples) {
    for (const { state } of ours.slice(0, 1)) table.push([tenants, state.bytes, state.ownBytes]);
  }
  return table.toString();
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

function hundredths(ms: number): string {
  return (ms / 1000).toFixed(2);
}
