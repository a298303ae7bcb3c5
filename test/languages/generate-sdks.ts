import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { ensurePulumi, ensureSdkHosts, pulumiEnv } from "../../tools/pulumi-cli/index.ts";
import { SDK_LANGUAGES } from "./sdk-languages.ts";

const run = promisify(execFile);
const SCHEMA = fileURLToPath(new URL("../../schema/plugin.json", import.meta.url));

/** Generates the SDKs once for all tests of the folder: `pulumi package gen-sdk`, as `pulumi package add` has them. */
export default async function generateSdks(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "generated-sdks-"));
  const cli = await ensurePulumi();
  const hosts = await languageHosts(join(folder, "hosts"));
  const { PATH, ...rest } = pulumiEnv(cli);
  const env = { ...process.env, ...rest, PATH: `${hosts}:${PATH}`, PULUMI_HOME: join(folder, "home") };
  const out = join(folder, "sdks");
  for (const language of SDK_LANGUAGES) {
    const args = ["package", "gen-sdk", SCHEMA, "--local", "--language", language, "--out", out];
    await run(cli.bin, args, { env, cwd: folder });
  }
  project.provide("generatedSdks", out);
  return () => rm(folder, { recursive: true, force: true });
}

/** A folder with a host for each language, under the name by which the CLI looks for it. */
async function languageHosts(folder: string): Promise<string> {
  const [most, java] = await ensureSdkHosts();
  await mkdir(folder);
  for (const language of SDK_LANGUAGES) {
    await symlink(language === "java" ? java : most, join(folder, `pulumi-language-${language}`));
  }
  return folder;
}
