import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { obstacle } from "../postfix/requirements.ts";

const all = { isRoot: true, hasApt: true, hasPackages: true };

test("a Postfix can be tried where it is installed, or can be", () => {
  expect(obstacle(all)).toBeUndefined();
  expect(obstacle({ ...all, hasApt: false })).toBeUndefined();
  expect(obstacle({ ...all, hasPackages: false })).toBeUndefined();
});

test("what is missing is named", () => {
  expect(obstacle({ ...all, isRoot: false })).toMatch(/as root/);
  expect(obstacle({ ...all, hasApt: false, hasPackages: false })).toMatch(/postfix, .* no apt-get/);
});

test("where it cannot be tried, that is said, and is no failure", () => {
  const main = fileURLToPath(new URL("../postfix/main.ts", import.meta.url));
  // Neither apt-get nor dpkg is found, whoever runs this.
  const { status, stdout, stderr } = spawnSync(process.execPath, [main], {
    encoding: "utf8",
    env: { PATH: "" },
  });
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^NOT RUN: the preflight was not tried on a real Postfix: .+\.\n$/);
  expect(status).toBe(0);
});
