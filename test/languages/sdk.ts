import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import type { SdkLanguage } from "./sdk-languages.ts";

/** The folder of a generated SDK. */
export function sdk(language: SdkLanguage): string {
  return join(inject("generatedSdks"), language);
}

/** All text files of a generated SDK with that ending, by their paths in it. */
export function sources(language: SdkLanguage, ending: string): Readonly<Record<string, string>> {
  const folder = sdk(language);
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(ending),
  );
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}
