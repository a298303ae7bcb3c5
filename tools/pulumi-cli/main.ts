import { ensurePulumi } from "./ensure.ts";

// node tools/pulumi-cli/main.ts: sees to it that there is a Pulumi CLI.
await ensurePulumi().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
