import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type Life, liveWith } from "./life.ts";
import { loadsTable } from "./loads.ts";
import { machine, ratiosTable, type Sample, stateTable, timesTable } from "./report.ts";

// npm run bench -- [--n 1,10,100] [--runs 5] [--json FILE]: what one stack with so many tenants costs, beside the floor:
// as many empty resources. It measures, and judges nothing: what must hold is in the tests.

const { values } = parseArgs({
  options: {
    n: { type: "string", default: "1,10,100" },
    runs: { type: "string", default: "5" },
    json: { type: "string" },
  },
});
const counts = values.n.split(",").map((text) => positive(text, "--n"));
const runs = positive(values.runs, "--runs");

const samples: Sample[] = [];
for (const tenants of counts) {
  const sample = { tenants, ours: [] as Life[], floor: [] as Life[] };
  for (let run = 1; run <= runs; run++) {
    console.error(`${tenants} tenants, run ${run} of ${runs} …`);
    // In turn, so that what else the machine does, and how warm it is, is the same for both.
    for (const subject of run % 2 ? (["ours", "floor"] as const) : (["floor", "ours"] as const))
      sample[subject].push(await liveWith(subject, tenants));
  }
  samples.push(sample);
}

const about = { machine: machine(), date: new Date().toISOString().slice(0, 10), runs };
console.log(`${about.machine}; ${about.date}; ${runs} runs: median times, most memory.`);
console.log(timesTable(samples));
console.log(ratiosTable(samples));
console.log(stateTable(samples));
console.log(loadsTable(2 * runs + 1));
if (values.json !== undefined) await writeFile(values.json, JSON.stringify({ ...about, samples }, null, 2));

function positive(text: string, option: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${option} takes whole numbers from 1 on`);
  return number;
}
