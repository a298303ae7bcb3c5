import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { Mutation } from "./mutation.ts";

/** Why a mutation cannot be made: its text is not in the source (any more), or there several times. */
export function staleness(root: string, { file, from }: Mutation): string | undefined {
  const times = readFileSync(join(root, "provider", file), "utf8").split(from).length - 1;
  return times === 1 ? undefined : `its text is ${times} times in provider/${file}`;
}

/** Makes the bug in source and in what is built of it. Returns what takes it back. */
export function mutate(root: string, { file, from, to }: Mutation): () => void {
  const source = join(root, "provider", file);
  const built = join(root, "dist", file.replace(/\.ts$/, ".js"));
  const originals = [source, built].map((path) => [path, readFileSync(path, "utf8")] as const);
  // Types are no test: what the compiler would refuse is built all the same.
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const mutated = readFileSync(source, "utf8").replace(from, () => to);
  const { outputText } = ts.transpileModule(mutated, { compilerOptions: options, fileName: source });
  writeFileSync(source, mutated);
  writeFileSync(built, outputText);
  return () => {
    for (const [path, text] of originals) writeFileSync(path, text);
  };
}
