import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { ensurePulumi, pulumiEnv } from "../../tools/pulumi-cli/index.ts";
import { PLUGIN } from "../support/built-plugin.ts";

const run = promisify(execFile);
const SCHEMA = fileURLToPath(new URL("../../schema/plugin.json", import.meta.url));

const NAMES = z.object({
  resources: z.record(z.string(), z.unknown()),
  functions: z.record(z.string(), z.unknown()),
});

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "schema-test-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function pulumi(...args: string[]) {
  const cli = await ensurePulumi();
  return run(cli.bin, args, {
    cwd: home,
    env: { ...process.env, ...pulumiEnv(cli), PULUMI_HOME: home },
  });
}

test("the CLI finds nothing wrong with the schema", async () => {
  const { stdout, stderr } = await pulumi("schema", "check", SCHEMA);
  expect(`${stdout}${stderr}`.trim()).toBe("");
});

test.each([
  ["the published file", SCHEMA],
  ["the plugin itself", PLUGIN],
])("the CLI reads the schema of %s", async (_, source) => {
  const { stdout } = await pulumi("package", "get-schema", source);
  const { resources, functions } = NAMES.parse(JSON.parse(stdout));
  expect([...Object.keys(resources), ...Object.keys(functions)]).toEqual([
    "auth0-smtp:index:SmtpEmailProvider",
    "auth0-smtp:index:getEmailProvider",
  ]);
});
