import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import ownPackage from "../../package.json" with { type: "json" };
import { ASKED, programIn, readingIn } from "../languages/page.ts";
import { sdk } from "../languages/sdk.ts";

const run = promisify(execFile);
const STAND_IN = fileURLToPath(new URL("python-stand-in", import.meta.url));

const RECORDED = z.object({
  resources: z.array(z.unknown()),
  invokes: z.array(z.unknown()),
  exports: z.unknown(),
});

let folder: string;

/** A folder that has the SDK as pip would install it. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "python-sdk-"));
  await cp(sdk("python"), folder, { recursive: true });
  const metadata = join(folder, `pulumi_auth0_smtp-${ownPackage.version}.dist-info`);
  await mkdir(metadata);
  await writeFile(
    join(metadata, "METADATA"),
    `Metadata-Version: 2.1\nName: pulumi_auth0_smtp\nVersion: ${ownPackage.version}\n`,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a program; what it would have sent to the engine. */
async function recorded(name: string, program: string) {
  await writeFile(join(folder, `${name}.py`), program);
  const main = `import json, runpy, pulumi; runpy.run_path("${name}.py"); print(json.dumps(pulumi.RECORDED))`;
  const env = { ...process.env, PYTHONPATH: `${folder}:${STAND_IN}`, PYTHONDONTWRITEBYTECODE: "1" };
  const { stdout } = await run("python3", ["-c", main], { cwd: folder, env });
  return RECORDED.parse(JSON.parse(stdout));
}

test("the generated SDK is Python", async () => {
  await run("python3", ["-m", "compileall", "-q", "pulumi_auth0_smtp"], { cwd: folder });
});

test("the page's program registers what it says, with the password as a secret", async () => {
  const { resources, exports } = await recorded("page", programIn("python"));
  const defaults = { port: 587, enabled: true, onExisting: "fail", onDelete: "delete" };
  expect(resources).toEqual([
    {
      type: "auth0-smtp:index:SmtpEmailProvider",
      name: "mail",
      inputs: { ...ASKED, ...defaults, password: "project:smtpPassword" },
      secrets: ["password"],
      version: ownPackage.version,
      additionalSecretOutputs: ["password", "passwordFrom"],
    },
  ]);
  expect(exports).toEqual({ mailServer: ASKED.host });
});

test("every kind of input reaches the engine under its own name", async () => {
  const { resources } = await recorded(
    "inputs",
    `
from pulumi_auth0_smtp import *
SmtpEmailProvider("mail", from_="a@example.com", host="smtp.example.com", username="u", port=2525, enabled=False,
    on_existing="adopt", on_delete=OnDelete.DISABLE,
    password_from=PasswordFromArgs(env="X", version="2"),
    preflight=PreflightSettingsArgs(mode=PreflightMode.ENFORCE, timeout_seconds=5, ehlo_name="mail.example.com"),
    settings=SettingsArgs(headers={"X-SES-Configuration-Set": "x", "X-MSYS_API": {"options": {"ip_pool": "x"}}}))
`,
  );
  expect(resources).toMatchObject([
    {
      inputs: {
        from: "a@example.com",
        host: "smtp.example.com",
        username: "u",
        port: 2525,
        enabled: false,
        onExisting: "adopt",
        onDelete: "disable",
        passwordFrom: { env: "X", version: "2" },
        preflight: { mode: "enforce", timeoutSeconds: 5, ehloName: "mail.example.com" },
        settings: {
          headers: { "X-SES-Configuration-Set": "x", "X-MSYS_API": { options: { ip_pool: "x" } } },
        },
      },
      secrets: ["password_from"],
    },
  ]);
});

test("the page's way of reading calls the function", async () => {
  const program = `from pulumi_auth0_smtp import get_email_provider\n${readingIn("Python")}\n`;
  expect((await recorded("reading", program)).invokes).toEqual([
    { function: "auth0-smtp:index:getEmailProvider", args: { domain: ASKED.domain } },
  ]);
});
