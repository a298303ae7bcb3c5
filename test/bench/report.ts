import { cpus, release, totalmem } from "node:os";
import Table from "cli-table3";
import { findPulumi } from "../../tools/pulumi-cli/index.ts";
import { LATENCY_MS, type Life, type Measured } from "./life.ts";
import { median } from "./median.ts";
import type { Subject } from "./subjects.ts";

/** All runs with the same number of tenants. */
export type Sample = { readonly tenants: number } & Readonly<Record<Subject, readonly Life[]>>;

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

/** One row an operation of a subject: the median of the runs in time, the most in memory. */
export function timesTable(samples: readonly Sample[], subject: Subject): string {
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
  for (const { tenants, [subject]: lives } of samples) {
    for (const [index, { operation, requests }] of (lives[0]?.operations ?? []).entries()) {
      const all = operationOf(lives, index);
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

/** One row an operation: the medians of a subject beside those of another, and how many times as much the first is. */
export function ratiosTable(samples: readonly Sample[], subject: Subject, to: Subject): string {
  const figures = ["wall s", "CPU s", "memory MB"];
  const table = new Table({
    head: ["tenants", "operation", ...figures.flatMap((figure) => [`${subject}: ${figure}`, to, "ratio"])],
    colAligns: ["right", "left", ...Array<"right">(9).fill("right")],
    style: { head: [], border: [], compact: true },
  });
  for (const { tenants, [subject]: lives, [to]: others } of samples) {
    for (const [index, { operation }] of (lives[0]?.operations ?? []).entries()) {
      const beside = (of: (one: Measured) => number, shown: (value: number) => string) => {
        const [one, other] = [lives, others].map((all) => median(operationOf(all, index).map(of)));
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

export function stateTable(samples: readonly Sample[], subject: Subject): string {
  const table = new Table({
    head: ["tenants", "state bytes a resource", "without stackTrace and sourcePosition"],
    colAligns: ["right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const { tenants, [subject]: lives } of samples) {
    for (const { state } of lives.slice(0, 1)) table.push([tenants, state.bytes, state.ownBytes]);
  }
  return table.toString();
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

function hundredths(ms: number): string {
  return (ms / 1000).toFixed(2);
}
