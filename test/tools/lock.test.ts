import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { withLock } from "../../tools/lock.ts";
import { root, temporaryFolder } from "./support.ts";

/** A process that takes the lock and holds it until it is killed. Resolves when it has it. */
async function holder(file: string): Promise<ChildProcess> {
  const script = `
    import { withLock } from ${JSON.stringify(join(root, "tools/lock.ts"))};
    await withLock(${JSON.stringify(file)}, () => {}, async () => {
      console.log("has it");
      await new Promise((resolve) => setInterval(resolve, 2 ** 30));
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child;
}

describe("withLock", () => {
  test("gives what the work gives, at once, when nobody holds the lock", async () => {
    const file = join(temporaryFolder(), "new", "folder", "lock");
    const waited = () => expect.unreachable("nobody to wait for");
    expect(await withLock(file, waited, async () => "done")).toBe("done");
    expect(await withLock(file, waited, async () => "again")).toBe("again");
  });

  test("lets go when the work fails", async () => {
    const file = join(temporaryFolder(), "lock");
    const failing = async () => {
      throw new Error("broken");
    };
    await expect(withLock(file, () => {}, failing)).rejects.toThrow("broken");
    expect(
      await withLock(
        file,
        () => expect.unreachable(),
        async () => "free",
      ),
    ).toBe("free");
  });

  test("never lets two work at once", async () => {
    const file = join(temporaryFolder(), "lock");
    const seen: string[] = [];
    const work = (name: string) => async () => {
      seen.push(`${name} starts`);
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(`${name} ends`);
    };
    await Promise.all(["a", "b", "c"].map((name) => withLock(file, () => {}, work(name))));
    expect(seen.filter((_, index) => index % 2 === 0).map((line) => line.replace("starts", "ends"))).toEqual(
      seen.filter((_, index) => index % 2 === 1),
    );
  });

  test("waits for another process, says so once, and goes on when that one is killed", async () => {
    const file = join(temporaryFolder(), "lock");
    const other = await holder(file);
    let said = 0;
    const result = withLock(
      file,
      () => {
        said++;
        other.kill("SIGKILL");
      },
      async () => other.signalCode ?? "still alive",
    );
    expect(await result).toBe("SIGKILL");
    expect(said).toBe(1);
  });
});
