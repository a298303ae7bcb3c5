import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { UserProject } from "../../tools/user-project/index.ts";
import { CLIENT, startEmulator } from "../emulator/index.ts";

// What users get: the tarball that would be published, installed by npm in an empty project outside the repository.

const ROOT = join(import.meta.dirname, "../..");
const run = promisify(execFile);

let folder: string;
let files: readonly string[];
let tarball: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "auth0-smtp-package-"));
  ({ files, tarball } = await pack());
  await install();
}, 180_000);
afterAll(() => rm(folder, { recursive: true }));

async function pack() {
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: ROOT });
  const [packed] = z
    .tuple([z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) })])
    .parse(JSON.parse(stdout));
  return { files: packed.files.map(({ path }) => path), tarball: join(folder, packed.filename) };
}

async function ownPackage() {
  return z
    .object({
      version: z.string(),
      dependencies: z.record(z.string(), z.string()),
      peerDependencies: z.record(z.string(), z.string()),
    })
    .parse(JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")));
}

/**
 * Installs the tarball and its peer with `npm ci`, by a lockfile with the versions of our own: so npm has them in its
 * cache, and asks the registry only for what is not there.
 */
async function install() {
  const own = await ownPackage();
  const lock = z
    .looseObject({ packages: z.record(z.string(), z.looseObject({ link: z.boolean().optional() })) })
    .parse(JSON.parse(await readFile(join(ROOT, "package-lock.json"), "utf8")));
  const registry = Object.entries(lock.packages).filter(
    ([path, { link }]) => path.startsWith("node_modules/") && !link,
  );
  const project = {
    name: "empty",
    dependencies: {
      "pulumi-auth0-smtp": `file:${tarball}`,
      "@pulumi/pulumi": lock.packages["node_modules/@pulumi/pulumi"]?.version,
      typescript: lock.packages["node_modules/typescript"]?.version,
    },
  };
  const packages = {
    "": project,
    ...Object.fromEntries(registry),
    "node_modules/pulumi-auth0-smtp": { ...own, resolved: `file:${tarball}` },
  };
  await writeFile(join(folder, "package.json"), JSON.stringify(project));
  await writeFile(join(folder, "package-lock.json"), JSON.stringify({ ...lock, name: "empty", packages }));
  await run("npm", ["ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
  });
}

test("the tarball holds the compiled library and its papers, and nothing else", () => {
  expect(files.filter((path) => !/^dist\/.+\.(js|js\.map|d\.ts)$/.test(path)).sort()).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "dist/plugin/pulumi-resource-auth0-smtp",
    "package.json",
    "schema/plugin.json",
  ]);
  expect(files).toContain("dist/index.js");
  // What the plugin is made of needs packages that come with it in one file only.
  expect(files.filter((path) => path.startsWith("dist/plugin"))).toEqual([
    "dist/plugin/pulumi-resource-auth0-smtp",
    "dist/plugin/serve.js",
  ]);
});

test("publint has nothing to say", async () => {
  const buffer = await readFile(tarball);
  const { messages } = await publint({ pack: { tarball: new Uint8Array(buffer).buffer }, strict: true });
  expect(messages).toEqual([]);
});

test("a program that imports it loads nothing more: its dependencies are for the provider process", async () => {
  const print = `
    require("@pulumi/pulumi");
    const others = new Set(Object.keys(require.cache));
    require("pulumi-auth0-smtp");
    console.log(JSON.stringify(Object.keys(require.cache).filter((file) => !others.has(file))));
  `;
  const { stdout } = await run(process.execPath, ["-e", print], { cwd: folder });
  const loaded = z.array(z.string()).parse(JSON.parse(stdout));
  expect(loaded).toContainEqual(expect.stringContaining("/pulumi-auth0-smtp/dist/"));
  expect(loaded.filter((file) => !file.includes("/pulumi-auth0-smtp/dist/"))).toEqual([]);
});

test("the SDK that runs is of the versions that are installed", async () => {
  const own = join(folder, "node_modules/pulumi-auth0-smtp/dist/auth0/sdk.js");
  const print = `
    const { ManagementClient, ManagementError } = require(process.argv[1]).sdk();
    const { emails } = new ManagementClient({ domain: "acme.eu.auth0.com", token: "token", fetch: async () => new Response("{}", { status: 404 }) });
    emails.provider.get().catch((error) => {
      const files = Object.keys(require.cache).filter((file) => file.includes("/node_modules/auth0/"));
      console.log(JSON.stringify({ ownError: error instanceof ManagementError, packaged: files.length > 0 }));
    });`;
  const seen = async () => JSON.parse((await run(process.execPath, ["-e", print, own])).stdout);
  expect(await seen()).toEqual({ ownError: true, packaged: false });
  for (const name of ["auth0", "jose"]) {
    const file = join(folder, "node_modules", name, "package.json");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace(/"version": "[^"]+"/, '"version": "99.0.0"'));
    expect(await seen(), name).toEqual({ ownError: true, packaged: true });
    await writeFile(file, text);
  }
});

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { SmtpEmailProvider, type SmtpEmailProviderArgs } from "pulumi-auth0-smtp";

const args: SmtpEmailProviderArgs = {
  from: "no-reply@acme.com",
  host: "smtp.acme.com",
  username: "acme",
  password: new pulumi.Config().requireSecret("smtpPassword"),
};
const mail = new SmtpEmailProvider("mail", args);
export const port: pulumi.Output<number> = mail.port;
`;

/** The first program of the README: what a user begins with. */
const [, FIRST_PROGRAM = ""] = /```ts\n(.*?)```/s.exec(readFileSync(join(ROOT, "README.md"), "utf8")) ?? [];

const kinds = [
  { kind: "CommonJS, compiled by Pulumi's ts-node", type: "commonjs", runtime: { name: "nodejs" } },
  {
    kind: "an ES module, run by Node itself",
    type: "module",
    runtime: { name: "nodejs", options: { typescript: false } },
  },
];

describe.each(kinds)("in a TypeScript program that is $kind", ({ type, runtime }) => {
  let home: string;

  beforeAll(async () => {
    home = join(folder, type);
    await mkdir(home);
    const compilerOptions = { module: "nodenext", target: "es2022", strict: true, noEmit: true, types: [] };
    const contents = {
      "Pulumi.yaml": { name: type, runtime },
      "package.json": { type, main: "index.ts" },
      "tsconfig.json": { compilerOptions, include: ["*.ts"] },
    };
    for (const [name, content] of Object.entries(contents)) {
      await writeFile(join(home, name), JSON.stringify(content));
    }
    await writeFile(join(home, "index.ts"), FIRST_PROGRAM);
  });

  test("its types check, those of the package included", async () => {
    await writeFile(join(home, "wrong.ts"), PROGRAM.replace('"acme"', "465"));
    const tsc = join(folder, "node_modules/typescript/bin/tsc");
    const { stdout } = await run(process.execPath, [tsc, "-p", home, "--pretty", "false"], {
      cwd: home,
    }).catch((error: unknown) => z.object({ stdout: z.string() }).parse(error));
    const faults = stdout.split("\n").filter((line) => /error TS/.test(line));
    expect(faults).toEqual([expect.stringMatching(/^wrong\.ts.* TS2322: .*number/)]);
  });

  test("the first program of the README is planned, and applied by the plan", async () => {
    const domain = "acme.eu.auth0.com";
    const auth0 = await startEmulator();
    try {
      const project = await UserProject.create({
        folder: home,
        home: join(home, ".pulumi-home"),
        env: {
          ...auth0.env,
          AUTH0_DOMAIN: domain,
          ...CLIENT,
          TS_NODE_CACHE_DIRECTORY: join(home, ".ts-node"),
        },
      });
      await project.setConfig({}, { smtpPassword: "correct horse" });
      expect(await project.preview("--save-plan", "plan.json")).toMatchObject({
        ok: true,
        output: expect.stringContaining("+ 2 to create"),
      });
      expect(auth0.takeRequests()).toEqual([]);
      expect(await project.up("--plan", "plan.json")).toMatchObject({ ok: true });
      expect(auth0.takeRequests().map(({ kind }) => kind)).toEqual(["token", "post"]);
      expect(await project.outputs()).toEqual({ mailServer: "smtp.acme.com" });
    } finally {
      await auth0.close();
    }
  });
});
