import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** Which modules the provider processes load. */
export interface LoadedModules {
  /** Has a provider process tell. */
  readonly env: Readonly<Record<string, string>>;
  /** Those since the last call whose path matches. */
  take(pattern: RegExp): Promise<string[]>;
}

export async function loadedModules(): Promise<LoadedModules> {
  const folder = await mkdtemp(join(tmpdir(), "loaded-modules-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [hook, list] = [join(folder, "hook.cjs"), join(folder, "list")];
  await writeFile(
    hook,
    `const { prototype } = require("node:module");
     const { appendFileSync } = require("node:fs");
     const compile = prototype._compile;
     prototype._compile = function (code, file, ...rest) {
       appendFileSync(${JSON.stringify(list)}, file + "\\n");
       return compile.call(this, code, file, ...rest);
     };`,
  );
  return {
    env: { NODE_OPTIONS: `--require=${hook}` },
    async take(pattern) {
      if (!existsSync(list)) return [];
      const files = (await readFile(list, "utf8")).split("\n").filter((file) => pattern.test(file));
      await rm(list);
      return files;
    },
  };
}
