import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ASKED, programIn, readingIn } from "./page.ts";
import { sdk } from "./sdk.ts";

const run = promisify(execFile);
const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));
const TSC = join(MODULES, "typescript", "bin", "tsc");

let project: string;

/** A project that has the SDK installed as `pulumi package add` installs it: compiled, below `node_modules`. */
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "typescript-sdk-"));
  const modules = join(project, "node_modules");
  const installed = join(modules, "pulumi-auth0-smtp-sdk");
  await mkdir(modules);
  for (const name of ["@pulumi", "@types"]) await symlink(join(MODULES, name), join(modules, name));
  await cp(sdk("nodejs"), installed, { recursive: true });
  await run(process.execPath, [TSC, "-p", installed], { cwd: installed });
  await cp(join(installed, "package.json"), join(installed, "bin", "package.json"));
});
afterAll(() => rm(project, { recursive: true, force: true }));

/** Compiles a program strictly; what the compiler says where it does not accept it. */
async function compile(name: string, text: string): Promise<string> {
  await writeFile(join(project, `${name}.ts`), text);
  const options = "--strict --skipLibCheck --module nodenext --target es2023 --types node --outDir out".split(
    " ",
  );
  return run(process.execPath, [TSC, ...options, `${name}.ts`], { cwd: project }).then(
    () => "",
    ({ stdout }: { stdout: string }) => stdout,
  );
}

test("the page's program compiles against the generated SDK, and registers what it says", async () => {
  expect(await compile("page", programIn("ts"))).toBe("");
  const registered = `
    const pulumi = require("@pulumi/pulumi");
    pulumi.runtime.setMocks({
      newResource: ({ type, inputs }) => {
        console.log(JSON.stringify({ type, inputs }));
        return { id: "id", state: inputs };
      },
      call: ({ inputs }) => inputs,
    }, "project", "stack", true);
    pulumi.runtime.setAllConfig({ "project:smtpPassword": "example" });
    require("./out/page.js");`;
  const { stdout } = await run(process.execPath, ["-e", registered], { cwd: project });
  expect(JSON.parse(stdout)).toMatchObject({
    type: "auth0-smtp:index:SmtpEmailProvider",
    inputs: { ...ASKED, port: 587, enabled: true, onExisting: "fail", onDelete: "delete" },
  });
});

test("every input has its type: what fits compiles, what does not is refused", async () => {
  const program = (inputs: string) => `
    import { SmtpEmailProvider } from "pulumi-auth0-smtp-sdk";
    new SmtpEmailProvider("mail", { from: "a@b.c", host: "h", username: "u", ${inputs} });`;
  const fits = `onExisting: "adopt", onDelete: "disable", enabled: false, port: 2525,
    passwordFrom: { env: "X", version: "2" }, preflight: { mode: "enforce", timeoutSeconds: 5 },
    settings: { headers: { "X-SES-Configuration-Set": "x", "X-MSYS_API": { options: { ip_pool: "x" } } } }`;
  expect(await compile("fits", program(fits))).toBe("");
  expect(await compile("mode", program('preflight: "enforce"'))).toBe("");
  expect(await compile("wrong", program('onExisting: "overwrite"'))).toContain("overwrite");
});

test("the page's way of reading compiles, and gives no secret", async () => {
  const reading = `
    import { getEmailProvider } from "pulumi-auth0-smtp-sdk";
    const found = await ${readingIn("TypeScript")};
    const host: string | undefined = found.host;
    const name: string = found.providerName;`;
  expect(await compile("reading", reading)).toMatch(/^$|TS1309/);
  const secret = `import { getEmailProvider } from "pulumi-auth0-smtp-sdk";
    export const text = getEmailProvider({}).then((found) => found.password);`;
  expect(await compile("secret", secret)).toContain("'password' does not exist");
});
