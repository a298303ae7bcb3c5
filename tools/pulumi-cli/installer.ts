import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Environment } from "./find.ts";
import type { Way } from "./way.ts";

const HOST = "https://get.pulumi.com";
const MINUTES = 10;

/** Pulumi's own installer, as the Automation API runs it. It has no time limit of its own: a look at its host tells
 * soon whether it can work at all, and a process of its own can be ended when it hangs. */
export const installer: Way = {
  name: "Pulumi's own installer",
  remedy: `Let this machine reach ${HOST}, where Pulumi's installer is.`,
  async get(root, _progress, env) {
    await fetch(HOST, { method: "HEAD", signal: AbortSignal.timeout(5_000) }).catch(() => {
      throw new Error(`${HOST} can't be reached`);
    });
    await run(fileURLToPath(new URL("./run-installer.ts", import.meta.url)), root, env);
  },
};

function run(script: string, root: string, env: Environment): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [script, root],
      { env, timeout: MINUTES * 60_000 },
      (error, _stdout, stderr) => {
        if (!error) resolve();
        else reject(new Error(error.killed ? `not done after ${MINUTES} minutes` : stderr.trim()));
      },
    );
  });
}
