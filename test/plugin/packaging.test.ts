/** How the plugin gets to Pulumi: installed from its folder, or by the path of its executable. (On PATH: the other tests.) */
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { findPulumi, pulumiEnv } from "../../tools/pulumi-cli/index.ts";
import { PLUGIN, PLUGIN_FOLDER } from "../support/built-plugin.ts";

const run = promisify(execFile);
let bin: string;
let env: Record<string, string>;

beforeAll(() => {
  const cli = findPulumi();
  if (!cli) throw new Error("There is no Pulumi CLI: run `npm run setup`.");
  bin = cli.bin;
  env = pulumiEnv(cli);
});

/** The CLI in a folder and a home of its own. */
async function inFolder() {
  const folder = await mkdtemp(join(tmpdir(), "auth0-smtp-packaging-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const own = {
    ...process.env,
    ...env,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${folder}`,
  };
  return {
    folder,
    pulumi: (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
      run(bin, [...args, "--non-interactive"], { cwd: folder, env: { ...own, ...more } }),
  };
}

const nameIn = ({ stdout }: { readonly stdout: string }) => JSON.parse(stdout).name;

test("pulumi plugin install --file, of a copy of its folder", async () => {
  const { folder, pulumi } = await inFolder();
  const copy = join(folder, "copy");
  await cp(PLUGIN_FOLDER, copy, { recursive: true });
  await pulumi(["plugin", "install", "resource", "auth0-smtp", "0.1.0", "--file", copy]);
  await rm(copy, { recursive: true });
  const { stdout } = await pulumi(["plugin", "ls", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject([{ name: "auth0-smtp", kind: "resource", version: "0.1.0" }]);
  expect(nameIn(await pulumi(["package", "get-schema", "auth0-smtp"]))).toBe("auth0-smtp");
});

test("by the path of its executable", async () => {
  const { pulumi } = await inFolder();
  expect(nameIn(await pulumi(["package", "get-schema", PLUGIN]))).toBe("auth0-smtp");
});

test("with a Node that is too old on PATH: it says which it needs", async () => {
  const { folder, pulumi } = await inFolder();
  await writeFile(join(folder, "node"), '#!/bin/sh\nexec "$REAL_NODE" -r ./old.cjs "$@"\n', { mode: 0o755 });
  await writeFile(
    join(folder, "old.cjs"),
    'Object.defineProperty(process.versions, "node", { value: "20.1.0" });Object.defineProperty(process, "version", { value: "v20.1.0" });',
  );
  const PATH = `${folder}:${env.PATH}`;
  const refused = pulumi(["package", "get-schema", PLUGIN], { PATH, REAL_NODE: process.execPath });
  await expect(refused).rejects.toThrow("needs Node 22 or newer, and the first node on PATH is v20.1.0");
});
