// Gets what is missing to work on this project: its packages, among them the Node that runs everything else, and a
// Pulumi CLI. Does nothing when all is there. This file alone has to run on the Node of the machine (20 or newer),
// before there is any package: plain JavaScript.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const node = join(root, "node_modules", ".bin", "node");
const cli = join(root, "tools", "pulumi-cli", "main.ts");

if (!packagesAreThere()) await installPackages();
if (process.features.typescript) await import(cli);
else process.exitCode = spawnSync(node, [cli], { stdio: "inherit" }).status ?? 1;

/** Is each package of the lockfile there in its version? npm notes in `node_modules` what it has put there. */
function packagesAreThere() {
  const there = packagesIn("node_modules/.package-lock.json");
  const isThere = ([path, { version, optional }]) =>
    there[path] ? there[path].version === version : optional || !path.startsWith("node_modules/");
  return (
    there !== undefined && existsSync(node) && Object.entries(packagesIn("package-lock.json")).every(isThere)
  );
}

/** @returns {Record<string, { version?: string, optional?: boolean }> | undefined} undefined where there is no file */
function packagesIn(lockfile) {
  const file = join(root, lockfile);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : undefined;
}

async function installPackages() {
  const start = Date.now();
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
  say("Installing the packages of package-lock.json (npm ci).");
  const timer = setInterval(() => say(`  ${seconds()}`), 15_000);
  // "error" hides that the machine's Node is older than the packages ask for: they run on the Node among them.
  const npm = spawn("npm", ["ci", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const code = await new Promise((resolve) => npm.on("error", resolve).on("close", resolve));
  clearInterval(timer);
  if (code !== 0) fail(`npm ci failed (${code}): its reason is above. Mend it, then start again.`);
  const { status, stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  if (status !== 0) {
    fail(
      "The package `node` came without its program: its install script did not run. `npm rebuild node` runs it.",
    );
  }
  say(`The packages are there, after ${seconds()}. From here on Node is ${stdout.trim()}.`);
}

/** @param {string} line */
function say(line) {
  console.error(line);
}

/** @param {string} line */
function fail(line) {
  say(line);
  process.exit(1);
}
