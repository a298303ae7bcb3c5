import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { SemVer } from "semver";
import { PINNED } from "./version.ts";

// node tools/pulumi-cli/run-installer.ts <root>: downloads the pinned CLI to <root>/bin.
const [root] = process.argv.slice(2);
if (!root) throw new Error("which folder?");
await PulumiCommand.install({ root, version: new SemVer(PINNED) }).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
