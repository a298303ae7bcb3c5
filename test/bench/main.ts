import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type Life, liveWith } from "./life.ts";
import { loadsTable } from "./loads.ts";
import { machine, ratiosTable, type Sample, stateTable, timesTable } from "./report.ts";
import { startTable } from "./start.ts";
import type { Subject } from "./subjects.ts";

// npm run bench -- [--n 1,10,100] [--runs 5] [--json FILE]: what one stack with so many tenants costs, with the dynamic
// resource and with the plugin, beside the floor: as many empty resources. It measures, and judges nothing: what must hold is in the tests.

const { values } = parseArgs({
  options: {
    n: { type: "string", default: "1,10,100" },
    runs: { type: "string", default: "5" },
    json: { type: "string" },
  },
});
const counts = values.n.split(",").map((text) => positive(text, "--n"));
const runs = positive(values.runs, "--runs");

const ORDER = ["floor", "ours", "plugin"] as const;
const samples: Sample[] = [];
for (const tenants of counts) {
  const lives: Record<Subject, Life[]> = { floor: [], ours: [], plugin: [] };
  for (let run = 1; run <= runs; run++) {
    console.error(`${tenants} tenants, run ${run} of ${runs} …`);
    // In turn, so that what else the machine does, and how warm it is, is the same for all.
    for (const subject of run % 2 ? ORDER : ORDER.toReversed())
      lives[subject].push(await liveWith(subject, tenants));
  }
  samples.push({ tenants, ...lives });
}

const about = { machine: machine(), date: new Date().toISOString().slice(0, 10), runs };
console.log(`${about.machine}; ${about.date}; ${runs} runs: median times, most memory.`);
for (const subject of ["ours", "plugin"] as const) {
  console.log(`\n${subject === "ours" ? "The dynamic resource, in TypeScript" : "The plugin, in YAML"}:`);
  console.log(timesTable(samples, subject));
  console.log(stateTable(samples, subject));
}
console.log(ratiosTable(samples, "ours", "floor"));
console.log(ratiosTable(samples, "plugin", "ours"));
console.log(await startTable(2 * runs + 1));
console.log(loadsTable(2 * runs + 1));
if (values.json !== undefined) await writeFile(values.json, JSON.stringify({ ...about, samples }, null, 2));

function positive(text: string, option: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${option} takes whole numbers from 1 on`);
  return number;
}
