import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.ts";

// npm run build: compiles provider/ to dist/, unless dist/ was made from the very files that are there now. It is
// made beside its place and then moved there, so that nobody meets half of it, nor what a deleted source left.

process.chdir(join(import.meta.dirname, ".."));
const NOTE = ".built-from";
const waiting = () => console.error("Another process is building dist/. Waiting for it.");

await withLock(".tmp/build.lock", waiting, async () => {
  const sources = fingerprint();
  if (readNote() !== sources) process.exitCode = build(sources);
});

/** What dist/ is made from, as one hash. */
function fingerprint(): string {
  const files = [
    "package.json",
    "tsconfig.json",
    "tsconfig.build.json",
    ...globSync("provider/**/*.ts").sort(),
  ];
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function readNote(): string | undefined {
  const note = join("dist", NOTE);
  return existsSync(note) ? readFileSync(note, "utf8") : undefined;
}

function build(sources: string): number {
  const [fresh, old] = [".dist-new", ".dist-old"];
  for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
  const tsc = ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json", "--outDir", fresh];
  const { status } = spawnSync(process.execPath, tsc, { stdio: "inherit" });
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    return 1;
  }
  writeFileSync(join(fresh, NOTE), sources);
  if (existsSync("dist")) renameSync("dist", old);
  renameSync(fresh, "dist");
  rmSync(old, { recursive: true, force: true });
  return 0;
}
