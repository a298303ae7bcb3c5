import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { program, root, temporaryFolder, write } from "./support.ts";

const lock = (version: string) => ({
  packages: {
    "": { version: "1.0.0" },
    "examples/one": { version: "1.0.0" },
    "node_modules/one": { resolved: "examples/one", link: true },
    "node_modules/a": { version },
    "node_modules/for-another-machine": { version: "1.0.0", optional: true },
  },
});

/** A project of its own with this setup.mjs, a Pulumi CLI that is always there, and an `npm` that is a script. */
function project(npm: string) {
  const folder = temporaryFolder();
  const at = (path: string) => join(folder, path);
  mkdirSync(at("tools"));
  copyFileSync(join(root, "tools/setup.mjs"), at("tools/setup.mjs"));
  write(at("tools/pulumi-cli/main.ts"), `console.error("cli");`);
  write(at("package-lock.json"), JSON.stringify(lock("1.1.0")));
  program(at("bin/npm"), `echo "$@" >> "${at("calls")}"\n${npm}`);
  return {
    at,
    /** What `npm ci` leaves behind. */
    install(version: string) {
      const { "node_modules/for-another-machine": _, ...packages } = lock(version).packages;
      write(at("node_modules/.package-lock.json"), JSON.stringify({ packages }));
      mkdirSync(at("node_modules/.bin"), { recursive: true });
      rmSync(at("node_modules/.bin/node"), { force: true });
      symlinkSync(process.execPath, at("node_modules/.bin/node"));
    },
    run() {
      const env = { ...process.env, PATH: `${at("bin")}:/usr/bin:/bin` };
      const { status, stderr } = spawnSync(process.execPath, [at("tools/setup.mjs")], {
        env,
        encoding: "utf8",
      });
      const calls = existsSync(at("calls")) ? readFileSync(at("calls"), "utf8").trim() : "";
      return { status, stderr, calls };
    },
  };
}

describe("setup.mjs", () => {
  test("does nothing but look for the CLI when the packages are there", () => {
    const it = project("exit 1");
    it.install("1.1.0");
    expect(it.run()).toEqual({ status: 0, stderr: "cli\n", calls: "" });
  });

  test("installs the packages of a fresh clone, and says so", () => {
    const it = project(`mkdir -p node_modules/.bin && ln -s "${process.execPath}" node_modules/.bin/node`);
    const { status, stderr, calls } = it.run();
    expect(calls).toBe("ci --loglevel=error");
    expect(stderr).toMatch(
      /^Installing the packages .*\nThe packages are there, after \d+ s\. .* v\d+\.\d+\.\d+\.\ncli\n$/,
    );
    expect(status).toBe(0);
  });

  test("installs them anew when the lockfile asks for another version", () => {
    const it = project("exit 0");
    it.install("1.0.9");
    expect(it.run()).toMatchObject({ status: 0, calls: "ci --loglevel=error" });
  });

  test("fails with npm's reason", () => {
    const { status, stderr } = project("echo 'npm error no network' >&2; exit 7").run();
    expect(stderr).toContain("npm error no network\nnpm ci failed (7): its reason is above.");
    expect(stderr).not.toContain("cli\n");
    expect(status).toBe(1);
  });

  test("fails when the packages came without Node's program", () => {
    const { status, stderr } = project("mkdir -p node_modules").run();
    expect(stderr).toContain("npm rebuild node");
    expect(status).toBe(1);
  });

  test("fails when there is no CLI to be had", () => {
    const it = project("exit 1");
    it.install("1.1.0");
    write(it.at("tools/pulumi-cli/main.ts"), "process.exitCode = 1;");
    expect(it.run().status).toBe(1);
  });
});
