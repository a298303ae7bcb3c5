import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

export type { ManagementClient } from "./sdk-parts";

type Sdk = typeof import("./sdk-parts");

/** The SDK in one file, and the versions that it was made from. */
type Bundle = Sdk & { readonly MADE_FROM: Readonly<Record<string, string>> };

let loaded: Sdk | undefined;

/**
 * The Auth0 SDK, loaded only when a request is made: most runs change nothing. What is loaded is the file that the build
 * made of it; where other versions are installed (somebody's `overrides`, for a security fix), it is those.
 *
 * Its classes are those of one copy, errors included: no other file may load it.
 */
export function sdk(): Sdk {
  loaded ??= load();
  return loaded;
}

function load(): Sdk {
  const bundle: Bundle = require("./sdk-bundle");
  return isInstalled(bundle.MADE_FROM) ? bundle : require("./sdk-parts");
}

/** Whether the packages of these names have these versions, as the SDK finds them. */
function isInstalled(versions: Readonly<Record<string, string>>): boolean {
  return Object.entries(versions).every(([name, version]) => (installed(name) ?? version) === version);
}

/** Undefined where it cannot be told: then nobody has put another in its place. */
function installed(name: string): string | undefined {
  try {
    const { resolve } = createRequire(require.resolve("auth0/package.json"));
    return JSON.parse(readFileSync(resolve(`${name}/package.json`), "utf8")).version;
  } catch {
    return undefined;
  }
}
