import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { rolldown } from "rolldown";

/** What is bundled may be given on under these licences, with their text. */
const LICENCES = ["MIT", "Apache-2.0", "BSD-3-Clause", "(BSD-3-Clause AND Apache-2.0)"];

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly folder: string;
}

/**
 * Makes one file of a module and of what it needs of its packages, with their licences on top, and with the versions
 * that it was made from as the export `MADE_FROM`. Not minified: who looks into it shall see what runs.
 *
 * @param leftOut what is not bundled, because it is loaded, if at all, from where it is installed
 * @throws Error where a package's licence is not among {@link LICENCES}, or something else is left to be loaded
 */
export async function bundle(source: string, target: string, leftOut: readonly string[] = []): Promise<void> {
  const bundle = await rolldown({
    input: source,
    platform: "node",
    tsconfig: false,
    external: [...leftOut],
  });
  const { output } = await bundle.generate({
    format: "cjs",
    exports: "named",
    codeSplitting: false,
    comments: false,
    strict: true,
  });
  await bundle.close();
  const [chunk, ...others] = output;
  const foreign = chunk.imports.filter((name) => !isBuiltin(name) && !leftOut.includes(name));
  if (others.length > 0 || foreign.length > 0)
    throw new Error(`${source} needs more than one file: ${foreign.join(", ")}.`);
  const used = Object.entries(chunk.modules).filter(([, { renderedLength }]) => renderedLength > 0);
  const packages = packagesOf(used.map(([path]) => path));
  const versions = Object.fromEntries(packages.map(({ name, version }) => [name, version]));
  writeFileSync(target, `${notice(packages)}${chunk.code}exports.MADE_FROM = ${JSON.stringify(versions)};\n`);
}

function packagesOf(modules: readonly string[]): Package[] {
  const folders = modules.flatMap((path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path) ?? []);
  return [...new Set(folders)].toSorted().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    if (!LICENCES.includes(license)) throw new Error(`The licence of ${name} is ${license}.`);
    return { name, version, license, folder };
  });
}

/** A comment that minifiers keep. */
function notice(packages: readonly Package[]): string {
  const texts = packages.map(({ name, version, license, folder }) => {
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no licence text.`);
    return `${name} ${version} (${license}):\n\n${readFileSync(join(folder, file), "utf8").trim()}`;
  });
  return `/*!\n${["Made of parts of these packages.", ...texts].join("\n\n")}\n*/\n`;
}
