import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withLock } from "../../tools/lock.ts";
import { root, temporaryFolder, write } from "./support.ts";

/** A copy of the project with a small provider/ of its own. */
function project() {
  const folder = temporaryFolder();
  for (const path of ["package.json", "tsconfig.json", "tsconfig.build.json", "tools"]) {
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const at = (path: string) => join(folder, path);
  write(at("provider/index.ts"), `export { two } from "./sub/two";\n`);
  write(at("provider/sub/two.ts"), "export const two: number = 2;\n");
  write(at("provider/auth0/sdk-parts.ts"), `export { ManagementError } from "auth0";\n`);
  write(
    at("provider/plugin/main.ts"),
    `#!/usr/bin/env node\nconst { serve } = require("./serve");\nserve();\n`,
  );
  write(at("provider/plugin/serve.ts"), "export const serve = () => console.log(2);\n");
  return {
    at,
    files: () => readdirSync(at("dist"), { recursive: true }).toSorted(),
    /** `onSaid` is called when it says something. */
    async build(onSaid = () => {}) {
      const child = spawn(process.execPath, [at("tools/build.ts")], { stdio: ["ignore", "pipe", "pipe"] });
      let said = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (text) => {
          said += text;
          onSaid();
        });
      }
      await once(child, "close");
      return { status: child.exitCode, said };
    },
  };
}

const compiled = (name: string) => ["d.ts", "js", "js.map"].map((ending) => `${name}.${ending}`);
/** The plugin, and what it is made of. */
const plugin = [
  "plugin",
  "plugin-parts",
  ...compiled("plugin-parts/main"),
  ...compiled("plugin-parts/serve"),
  "plugin/pulumi-resource-auth0-smtp",
  "plugin/serve.js",
];
/** What is left of the SDK in a build of this project. */
const sdk = ["auth0", "auth0/sdk-bundle.js", ...compiled("auth0/sdk-parts")];

/** What a file exports, and how many files are loaded for it. */
function loaded(file: string): unknown {
  const print = `
    const it = require(process.argv[1]);
    const [names, files] = [Object.keys(it).sort(), Object.keys(require.cache).length];
    console.log(JSON.stringify({ names, from: it.MADE_FROM, files }));`;
  return JSON.parse(execFileSync(process.execPath, ["-e", print, file], { encoding: "utf8" }));
}

test("builds only what changed; nothing stays of a source that is gone", async () => {
  const it = project();
  expect(await it.build()).toEqual({ status: 0, said: "" });
  expect(it.files()).toEqual([
    ".built-from",
    ...sdk,
    ...compiled("index"),
    ...plugin,
    "sub",
    ...compiled("sub/two"),
  ]);
  const copy = temporaryFolder();
  cpSync(it.at("dist/plugin"), copy, { recursive: true });
  expect(execFileSync(join(copy, "pulumi-resource-auth0-smtp"), { encoding: "utf8" })).toBe("2\n");
  expect(JSON.parse(readFileSync(it.at("dist/sub/two.js.map"), "utf8")).sources).toEqual([
    "../../provider/sub/two.ts",
  ]);

  const bundle = it.at("dist/auth0/sdk-bundle.js");
  const text = readFileSync(bundle, "utf8");
  expect(text).toMatch(/^\/\*!\nMade of parts of these packages\./);
  expect(text).toContain(readFileSync(join(root, "node_modules/auth0/LICENSE"), "utf8").trim());
  const { version } = JSON.parse(readFileSync(join(root, "node_modules/auth0/package.json"), "utf8"));
  expect(loaded(bundle)).toEqual({
    names: ["MADE_FROM", "ManagementError"],
    from: { auth0: version },
    files: 1,
  });

  const before = statSync(it.at("dist")).ino;
  await it.build();
  expect(statSync(it.at("dist")).ino).toBe(before);

  rmSync(it.at("provider/sub"), { recursive: true });
  write(it.at("provider/index.ts"), "export const three = 3;\n");
  await it.build();
  expect(it.files()).toEqual([".built-from", ...sdk, ...compiled("index"), ...plugin]);
  expect(readFileSync(it.at("dist/index.js"), "utf8")).toContain("three");
});

test("fails where a part's licence is not known to be fit, and puts nothing in its place", async () => {
  const it = project();
  write(it.at("provider/auth0/sdk-parts.ts"), `export { default } from "semver";\n`);
  const { status, said } = await it.build();
  expect(status).toBe(1);
  expect(said).toBe("The licence of semver is ISC.\n");
  expect(existsSync(it.at("dist"))).toBe(false);
  expect(existsSync(it.at(".dist-new"))).toBe(false);
});

test("waits while another process builds", async () => {
  const it = project();
  const nobody = () => expect.unreachable();
  const saidSomething = () =>
    new Promise<ReturnType<typeof it.build>[]>((resolve) => {
      const building = it.build(() => resolve([building]));
    });
  const [building] = await withLock(it.at(".tmp/build.lock"), nobody, saidSomething);
  expect(await building).toEqual({ status: 0, said: "Another process is building dist/. Waiting for it.\n" });
});

test("fails on a type error each time, and puts nothing in its place", async () => {
  const it = project();
  write(it.at("provider/sub/two.ts"), `export const two: number = "two";\n`);
  for (const _ of [1, 2]) {
    const { status, said } = await it.build();
    expect(status).toBe(1);
    expect(said).toContain("provider/sub/two.ts(1,14): error TS2322");
  }
  expect(existsSync(it.at("dist"))).toBe(false);
  expect(existsSync(it.at(".dist-new"))).toBe(false);
});
