import { ensurePulumi, ensureYamlHost } from "./ensure.ts";

// node tools/pulumi-cli/main.ts: sees to it that there is a Pulumi CLI, and a host for programs in YAML.
await ensurePulumi()
  .then((cli) => ensureYamlHost(cli))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
