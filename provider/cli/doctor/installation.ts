import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import satisfies from "semver/functions/satisfies";
import { z } from "zod";
import { fail, type Judgement, pass } from "../../smtp/finding";
import type { DoctorFinding } from "./doctor-finding";
import { providerProcessFindings } from "./provider-process";

const manifest = z.object({ name: z.string(), version: z.string() });

/** What this package asks for is written in its own package.json, and nowhere else. */
const own = manifest
  .extend({
    engines: z.object({ node: z.string() }),
    peerDependencies: z.object({ "@pulumi/pulumi": z.string() }),
  })
  .parse(readJson(require.resolve("../../../package.json")));

/** Programs and packages, as a Pulumi program in the folder `directory` would find them. */
export async function installationFindings(
  directory: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<DoctorFinding[]> {
  return [
    { code: "NODE", ...node() },
    { code: "PULUMI_CLI", ...(await pulumiCli(env)) },
    { code: "PULUMI_SDK", ...pulumiSdk(directory) },
    { code: "PACKAGE", ...ownPackage(directory) },
    ...(await providerProcessFindings(directory, env, versionIn(directory, "@pulumi/pulumi") !== undefined)),
  ];
}

function node(): Judgement {
  const wanted = own.engines.node;
  if (satisfies(process.version, wanted)) return pass(`Node ${process.version}`);
  return fail(
    `Node ${process.version}; ${wanted} is needed`,
    "Install a newer one: https://nodejs.org/en/download",
  );
}

async function pulumiCli(env: Readonly<Record<string, string | undefined>>): Promise<Judgement> {
  const install = "Install it: curl -fsSL https://get.pulumi.com | sh";
  const wanted = sdkRange();
  const answer = await promisify(execFile)("pulumi", ["version"], { env: { ...env }, timeout: 20_000 }).catch(
    () => undefined,
  );
  const version = answer && /^v?(\d+\.\d+\.\d+[\w.+-]*)\s*$/.exec(answer.stdout)?.[1];
  if (!version) return fail("no working Pulumi CLI on the PATH", install);
  if (satisfies(version, wanted, { includePrerelease: true })) return pass(`Pulumi CLI ${version}`);
  return fail(`Pulumi CLI ${version}; ${wanted} is needed`, install);
}

function pulumiSdk(directory: string): Judgement {
  const install = `Run: npm install "@pulumi/pulumi@${sdkRange()}"`;
  const version = versionIn(directory, "@pulumi/pulumi");
  if (version === undefined) return fail(`@pulumi/pulumi is not installed for ${directory}`, install);
  if (satisfies(version, sdkRange())) return pass(`@pulumi/pulumi ${version}`);
  return fail(`@pulumi/pulumi ${version}; ${sdkRange()} is needed`, install);
}

/** A state names this package: without it neither refresh nor destroy works. */
function ownPackage(directory: string): Judgement {
  const version = versionIn(directory, own.name);
  if (version !== undefined) return pass(`${own.name} ${version}`);
  return fail(`${own.name} is not installed for ${directory}`, `Run: npm install ${own.name}`);
}

/** The same for the CLI: both are released together. */
const sdkRange = () => own.peerDependencies["@pulumi/pulumi"];

function versionIn(directory: string, name: string): string | undefined {
  try {
    const path = createRequire(join(directory, "index.js")).resolve(`${name}/package.json`);
    return manifest.parse(readJson(path)).version;
  } catch {
    return undefined;
  }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
