import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Table from "cli-table3";
import { median } from "./median.ts";

/** What may be loaded in a provider process, where @pulumi/pulumi is loaded already. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  "what each start loads: our provider": ["pulumi-auth0-smtp/dynamic-provider"],
  "for a request: the SDK's index": ["auth0"],
  "for a request: its smallest part, without a token": ["auth0/emails/provider"],
  "for a request: the parts in use, by name": ["./dist/auth0/sdk-parts.js"],
  "for a request: the parts in use, in one file": ["./dist/auth0/sdk-bundle.js"],
};

/** Prints milliseconds, bytes and modules. With a folder, from V8's compile cache there. */
const MEASURE = `
  for (const name of ["runtime", "proto/provider_grpc_pb"]) require("@pulumi/pulumi/" + name);
  const [folder, ...names] = process.argv.slice(1);
  gc();
  const before = { cpu: process.cpuUsage(), rss: process.memoryUsage.rss(), modules: Object.keys(require.cache).length };
  if (folder) require("module").enableCompileCache(folder);
  for (const name of names) require(name);
  const { user, system } = process.cpuUsage(before.cpu);
  console.log(JSON.stringify([
    (user + system) / 1000,
    process.memoryUsage.rss() - before.rss,
    Object.keys(require.cache).length - before.modules,
  ]));`;

/** What loading costs, each time in a process of its own: medians, the options in turn. */
export function loadsTable(runs: number): string {
  const folder = mkdtempSync(join(tmpdir(), "auth0-smtp-bench-"));
  const measured = new Map<string, number[][]>();
  try {
    // The first run only fills the compile cache.
    for (let run = 0; run <= runs; run++) {
      for (const [option, names] of Object.entries(OPTIONS)) {
        for (const [key, cache] of [
          [option, ""],
          [`${option}, compiled`, folder],
        ] as const) {
          const args = ["--expose-gc", "-e", MEASURE, "--", cache, ...names];
          const figures: number[] = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
          if (run > 0) measured.set(key, [...(measured.get(key) ?? []), figures]);
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const table = new Table({
    head: ["loaded", "CPU ms", "MB", "modules", "from the compile cache: CPU ms"],
    colAligns: ["left", ...Array<"right">(4).fill("right")],
    style: { head: [], border: [], compact: true },
  });
  for (const option of Object.keys(OPTIONS)) {
    const column = (key: string, index: number) =>
      median((measured.get(key) ?? []).flatMap((figures) => figures.slice(index, index + 1)));
    table.push([
      option,
      column(option, 0).toFixed(0),
      (column(option, 1) / 1e6).toFixed(1),
      column(option, 2),
      column(`${option}, compiled`, 0).toFixed(0),
    ]);
  }
  return table.toString();
}
