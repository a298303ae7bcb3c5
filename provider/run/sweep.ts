import { readdir, rmdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { question } from "./socket";

/** A folder that is younger than this may be one that a process is about to put its socket into, in milliseconds. */
const YOUNG_MS = 60_000;

/** Removes the sockets of runs that have ended: the engine kills its provider processes, which then leave them behind. */
export async function sweep(folder: string): Promise<void> {
  try {
    for (const name of await readdir(folder)) await sweepRun(join(folder, name));
  } catch {
    // Another process is sweeping as well, or this one may not: the next run will.
  }
}

async function sweepRun(folder: string): Promise<void> {
  if (Date.now() - (await stat(folder)).mtimeMs < YOUNG_MS) return;
  const sockets = await readdir(folder);
  // Asking one that nobody listens on any more removes it.
  for (const name of sockets) await question(join(folder, name), "");
  if ((await readdir(folder)).length === 0) await rmdir(folder);
}
