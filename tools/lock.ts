import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";

/** Does `work` while no other process holds the lock of that file; waits for as long as one does, after telling so
 * once by `onWait`.
 *
 * The lock is SQLite's on an empty database: the operating system lets go of it when its process ends, however that
 * ends, so that a lock left behind by a dead process cannot be. */
export async function withLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    if (!acquire(database)) {
      onWait();
      do await setTimeout(200);
      while (!acquire(database));
    }
    return await work();
  } finally {
    database.close();
  }
}

const SQLITE_BUSY = 5;

function acquire(database: DatabaseSync): boolean {
  try {
    database.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return false;
    throw error;
  }
}
