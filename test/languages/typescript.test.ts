import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensurePulumi, pulumiEnv } from "../../tools/pulumi-cli/index.ts";
import { PLUGIN_FOLDER } from "../support/built-plugin.ts";
import { ASKED, programIn, readingIn } from "./page.ts";
import { sdk } from "./sdk.ts";

const run = promisify(execFile);
const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));
const TSC = join(MODULES, "typescript", "bin", "tsc");

const withInputs = (inputs: string) => `
  import { SmtpEmailProvider } from "pulumi-auth0-smtp-sdk";
  new SmtpEmailProvider("mail", { from: "a@example.com", host: "smtp.example.com", username: "u", ${inputs} });`;

const PROGRAMS = {
  page: programIn("ts"),
  inputs: withInputs(`
    onExisting: "adopt", onDelete: "disable", enabled: false, port: 2525,
    passwordFrom: { env: "X", version: "2" }, preflight: { mode: "enforce", timeoutSeconds: 5 },
    settings: { headers: { "X-SES-Configuration-Set": "x", "X-MSYS_API": { options: { ip_pool: "x" } } } }`),
  preflight: withInputs('preflight: "enforce"'),
  wrong: withInputs('onExisting: "overwrite"'),
  reading: `
    import { getEmailProvider } from "pulumi-auth0-smtp-sdk";
    export const found: Promise<[string, string | undefined]> =
      ${readingIn("TypeScript")}.then(({ providerName, host }) => [providerName, host]);`,
  secret: `
    import { getEmailProvider } from "pulumi-auth0-smtp-sdk";
    export const secret = getEmailProvider().then(({ password }) => password);`,
};

let project: string;
/** What the compiler said. */
let said: string;

/** A project that has the SDK as `pulumi package add` installs it, compiled below `node_modules`; and all programs. */
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "typescript-sdk-"));
  const modules = join(project, "node_modules");
  const installed = join(modules, "pulumi-auth0-smtp-sdk");
  await mkdir(modules);
  for (const name of ["@pulumi", "@types"]) await symlink(join(MODULES, name), join(modules, name));
  await cp(sdk("nodejs"), installed, { recursive: true });
  await run(process.execPath, [TSC, "-p", installed], { cwd: installed });
  await cp(join(installed, "package.json"), join(installed, "bin", "package.json"));

  const programs = Object.entries(PROGRAMS);
  for (const [name, text] of programs) await writeFile(join(project, `${name}.ts`), text);
  const options =
    "--strict --skipLibCheck --module nodenext --target es2023 --types node --pretty false --outDir out";
  const args = [TSC, ...options.split(" "), ...programs.map(([name]) => `${name}.ts`)];
  said = await run(process.execPath, args, { cwd: project }).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
});
afterAll(() => rm(project, { recursive: true, force: true }));

test.each(["page", "inputs", "preflight", "reading"])("%s.ts compiles against the generated SDK", (name) => {
  expect(said).not.toContain(`${name}.ts(`);
});

test("a value that an input does not take is refused", () => {
  expect(said).toMatch(/^wrong\.ts\(.*"overwrite"/m);
});

test("getEmailProvider gives no secret", () => {
  expect(said).toMatch(/^secret\.ts\(.*'password' does not exist/m);
});

test("the page's program is previewed by the real engine and plugin", async () => {
  const cli = await ensurePulumi();
  const { PATH, ...rest } = pulumiEnv(cli);
  const env = {
    ...process.env,
    ...rest,
    PATH: `${PLUGIN_FOLDER}:${PATH}`,
    PULUMI_HOME: join(project, "home"),
    PULUMI_BACKEND_URL: `file://${project}`,
    PULUMI_CONFIG_PASSPHRASE: "example",
  };
  const preview = `
    const { LocalWorkspace } = require("@pulumi/pulumi/automation");
    (async () => {
      const program = async () => require("./out/page.js");
      const stack = await LocalWorkspace.createOrSelectStack(
        { stackName: "test", projectName: "mail", program },
      );
      await stack.setConfig("smtpPassword", { value: "example-password", secret: true });
      await stack.preview({ onEvent: ({ resourcePreEvent }) => {
        if (resourcePreEvent) console.log(JSON.stringify(resourcePreEvent.metadata));
      } });
    })();`;
  const { stdout } = await run(process.execPath, ["-e", preview], { cwd: project, env });
  expect(stdout).not.toContain("example-password");
  expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).toMatchObject({
    op: "create",
    type: "auth0-smtp:index:SmtpEmailProvider",
    new: { inputs: { ...ASKED, port: 587, enabled: true, onExisting: "fail", onDelete: "delete" } },
  });
});
