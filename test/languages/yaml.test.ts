import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { ensurePulumi, ensureYamlHost, pulumiEnv } from "../../tools/pulumi-cli/index.ts";
import { PLUGIN_FOLDER } from "../support/built-plugin.ts";
import { ASKED, programIn } from "./page.ts";

const run = promisify(execFile);

const PREVIEW = z.object({
  steps: z.array(
    z.object({ op: z.string(), newState: z.object({ type: z.string(), inputs: z.unknown().optional() }) }),
  ),
});

test("the page's program is previewed by the real engine and plugin", async () => {
  const folder = await mkdtemp(join(tmpdir(), "yaml-program-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [project, state] = [join(folder, "project"), join(folder, "state")];
  for (const one of [project, state]) await mkdir(one);
  await writeFile(join(project, "Pulumi.yaml"), programIn("yaml"));
  const cli = await ensurePulumi();
  const host = await ensureYamlHost(cli);
  const { PATH, ...rest } = pulumiEnv(cli);
  const env = {
    ...process.env,
    ...rest,
    PATH: `${PLUGIN_FOLDER}:${dirname(host)}:${PATH}`,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "example",
  };
  const pulumi = (...args: string[]) => run(cli.bin, args, { cwd: project, env });

  await pulumi("stack", "init", "test");
  await pulumi("config", "set", "--secret", "smtpPassword", "example-password");
  const { stdout } = await pulumi("preview", "--json");

  const { steps } = PREVIEW.parse(JSON.parse(stdout));
  expect(steps.at(-1)).toEqual({
    op: "create",
    newState: {
      type: "auth0-smtp:index:SmtpEmailProvider",
      inputs: expect.objectContaining({ ...ASKED, password: "[secret]" }),
    },
  });
});
