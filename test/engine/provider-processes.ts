import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PulumiProject } from "../support/pulumi-project.ts";

/** What the provider processes did: how many there were, and which of the costly libraries they loaded. */
export interface Seen {
  readonly processes: number;
  readonly loaded: readonly string[];
}

/**
 * Sees into the provider processes of the commands that get `env`: they are the engine's children, and killed rather
 * than ended, so each writes down what it does as it does it.
 */
export async function watchProviderProcesses(project: PulumiProject) {
  const log = join(project.folder, "provider-processes.log");
  const hook = join(project.folder, "provider-processes.cjs");
  await writeFile(hook, source(log));
  return {
    env: { NODE_OPTIONS: `--require ${hook}` },
    /** What was seen since the last call. */
    async take(): Promise<Seen> {
      const lines = (await readFile(log, "utf8").catch(() => "")).split("\n").filter((line) => line !== "");
      await writeFile(log, "");
      return {
        processes: lines.filter((line) => line === "started").length,
        loaded: [...new Set(lines.filter((line) => line !== "started"))],
      };
    },
  };
}

const source = (log: string) => `
  const { appendFileSync } = require("node:fs");
  const Module = require("node:module");
  const note = (line) => appendFileSync(${JSON.stringify(log)}, line + "\\n");
  if (process.argv[1]?.includes("dynamic-provider")) {
    note("started");
    const load = Module._load;
    Module._load = function (request, ...rest) {
      if (["auth0", "nodemailer"].includes(request)) note(request);
      return load.call(this, request, ...rest);
    };
  }
`;
