import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { bundle } from "./bundle.ts";
import { withLock } from "./lock.ts";

// npm run build: compiles provider/ to dist/, and what it uses of the Auth0 SDK to one file there, unless dist/ was made
// from the very files that are there now. It is made beside its place and then moved there, so that nobody meets half of
// it, nor what a deleted source left.

process.chdir(join(import.meta.dirname, ".."));
const NOTE = ".built-from";
const waiting = () => console.error("Another process is building dist/. Waiting for it.");

await withLock(".tmp/build.lock", waiting, async () => {
  const sources = fingerprint();
  if (readNote() !== sources) process.exitCode = await build(sources);
});

/** What dist/ is made from, as one hash. */
function fingerprint(): string {
  const files = [
    "package.json",
    "tsconfig.json",
    "tsconfig.build.json",
    ...globSync(
      "node_modules/{auth0,jose,google-protobuf,@grpc/grpc-js,@pulumi/pulumi,zod}/package.json",
    ).sort(),
    ...globSync("tools/{build,bundle}.ts").sort(),
    ...globSync("provider/**/*.ts").sort(),
  ];
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function readNote(): string | undefined {
  const note = join("dist", NOTE);
  return existsSync(note) ? readFileSync(note, "utf8") : undefined;
}

async function build(sources: string): Promise<number> {
  const [fresh, old] = [".dist-new", ".dist-old"];
  for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
  if (!(await compile(fresh))) {
    rmSync(fresh, { recursive: true, force: true });
    return 1;
  }
  writeFileSync(join(fresh, NOTE), sources);
  if (existsSync("dist")) renameSync("dist", old);
  renameSync(fresh, "dist");
  rmSync(old, { recursive: true, force: true });
  return 0;
}

async function compile(folder: string): Promise<boolean> {
  const tsc = ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json", "--outDir", folder];
  if (spawnSync(process.execPath, tsc, { stdio: "inherit" }).status !== 0) return false;
  try {
    await bundle("provider/auth0/sdk-parts.ts", join(folder, "auth0/sdk-bundle.js"));
    await packPlugin(folder);
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

/**
 * The plugin as a folder that can be copied anywhere: the program that the engine starts, and all that it loads in one
 * file. There is no PulumiPlugin.yaml in it, which would have Pulumi start it by way of its SDK. The parts that it is made of are kept for tests, and not published.
 */
async function packPlugin(folder: string): Promise<void> {
  const [packed, parts] = [join(folder, "plugin"), join(folder, "plugin-parts")];
  renameSync(packed, parts);
  mkdirSync(packed);
  // gRPC loads it for a protocol of its own that nobody asks for here; the SDK, where others than ours are installed.
  await bundle(resolve(parts, "serve.js"), join(packed, "serve.js"), ["@grpc/proto-loader", "./sdk-parts"]);
  const program = join(packed, "pulumi-resource-auth0-smtp");
  const main = readFileSync(join(parts, "main.js"), "utf8");
  writeFileSync(program, main.replace(/^\/\/# sourceMappingURL=.*$/m, ""));
  chmodSync(program, 0o755);
}
