import { spawnSync } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { collect } from "../../tools/test-count/counts.ts";
import { root, temporaryFolder, write } from "./support.ts";

const main = join(root, "tools/test-count/main.ts");

describe("main.ts", () => {
  /** Runs the script, in the language of `sh`, as the command whose tests are counted. */
  function run(script: string, folder?: string) {
    const env = { ...process.env, TEST_COUNTS: folder };
    const { status, stdout } = spawnSync(process.execPath, [main, "sh", "-c", script], {
      env,
      encoding: "utf8",
    });
    return { status, lines: stdout.trimEnd().split("\n") };
  }
  const left = (name: string, passed: number, failed: number, skipped = 0) =>
    `echo '${JSON.stringify({ passed, failed, skipped })}' > "$TEST_COUNTS/${name}.json"`;

  test("sums up all runs", () => {
    expect(run(`${left("a", 3, 0)} && ${left("b", 4, 0)}`)).toEqual({
      status: 0,
      lines: ["7 passed, 0 failed"],
    });
  });

  test("says what was skipped", () => {
    expect(run(left("a", 3, 0, 1))).toEqual({ status: 0, lines: ["3 passed, 0 failed, 1 skipped"] });
  });

  test("fails when a test failed, even if the command does not", () => {
    expect(run(left("a", 3, 1))).toEqual({ status: 1, lines: ["3 passed, 1 failed"] });
  });

  test("fails when the command fails without a failed test, and says so", () => {
    const { status, lines } = run(`${left("a", 3, 0)}; exit 3`);
    expect(lines).toEqual(["Failed, though no test did: see above.", "3 passed, 0 failed"]);
    expect(status).toBe(1);
  });

  test("fails when the command is killed or can't be run", () => {
    expect(run(`${left("a", 3, 0)}; kill -9 $$`).status).toBe(1);
    expect(spawnSync(process.execPath, [main, "/no/such/command"]).status).toBe(1);
  });

  test("fails when no test ran", () => {
    expect(run("true")).toEqual({ status: 1, lines: ["No test ran.", "0 passed, 0 failed"] });
  });

  test("leaves the summary in a given folder", () => {
    const folder = join(temporaryFolder(), "counts");
    run(left("a", 3, 0), folder);
    expect(readFileSync(join(folder, "summary"), "utf8")).toBe("3 passed, 0 failed\n");
  });
});

test("the reporter counts every way in which a run can end, over all projects, and no run that a test starts", {
  timeout: 120_000,
}, () => {
  const folder = temporaryFolder();
  const file = (path: string, text: string) =>
    write(join(folder, path), `import { beforeAll, describe, test } from "vitest";\n${text}`);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  write(
    join(folder, "vitest.config.mjs"),
    `import CountReporter from ${JSON.stringify(join(root, "tools/test-count/reporter.ts"))};
     const project = (name) => ({ test: { name, include: [name + "/*.test.mjs"], testTimeout: 60_000 } });
     export default { test: { projects: [project("one"), project("two")], reporters: [new CountReporter()] } };`,
  );
  file("one/passes.test.mjs", `test("1", () => {}); describe("inner", () => { test("2", () => {}); });`);
  file("two/passes.test.mjs", `test("3", () => {});`);
  file(
    "two/starts-a-run.test.mjs",
    `test("4", async () => {
    if (!process.env.INNER) (await import("node:child_process")).spawnSync("vitest", ["run", "--project", "one"],
      { env: { ...process.env, INNER: "yes" } });
  });`,
  );
  file("one/fails.test.mjs", `test("1", () => { throw new Error("on purpose"); });`);
  file("one/cannot-be-loaded.test.mjs", `import "./nothing.mjs"; test("never seen", () => {});`);
  file(
    "one/hook-fails.test.mjs",
    `describe("suite", () => {
    beforeAll(() => { throw new Error("on purpose"); });
    test("skipped 1", () => {});
  });`,
  );
  file("two/error-outside.test.mjs", `test("5", () => { Promise.reject(new Error("on purpose")); });`);
  file("two/skips.test.mjs", `test.skip("skipped 2", () => {});`);
  const counts = join(folder, "counts");
  const { status } = spawnSync("vitest", ["run"], {
    cwd: folder,
    env: { ...process.env, TEST_COUNTS: counts },
  });
  expect(status).toBe(1);
  expect(collect(counts)).toEqual({ passed: 5, failed: 4, skipped: 2 });
});
