import { join } from "node:path";
import { expect, test } from "vitest";
import { versionOf } from "../../tools/pulumi-cli/find.ts";
import { goBuild } from "../../tools/pulumi-cli/go-build.ts";
import { CLI } from "../../tools/pulumi-cli/programs.ts";
import { PINNED } from "../../tools/pulumi-cli/version.ts";
import { program, temporaryFolder } from "./support.ts";

/** Runs the build with a `go` that is a script; returns the folder and what it said of its progress. */
async function build(script: string | undefined) {
  const folder = temporaryFolder();
  const bin = join(folder, "bin");
  if (script !== undefined) program(join(bin, "go"), script);
  const doing: string[] = [];
  const progress = { say: () => {}, now: (what: string) => void doing.push(what) };
  await goBuild(CLI).get(folder, progress, {
    PATH: script === undefined ? bin : `${bin}:/usr/bin:/bin`,
    GOFLAGS: "-tags=x",
  });
  return { folder, doing };
}

test("builds the pinned CLI with the version in it, and counts what Go does", async () => {
  const { folder, doing } = await build(`
    [ -f go.mod ] && [ "$GOFLAGS" = -tags=x ] && [ "$CGO_ENABLED" = 0 ] || exit 1
    echo "go: downloading example.com/a v1.0.0" >&2
    echo "go: downloading example.com/b v1.0.0" >&2
    echo "internal/abi" >&2
    version=$(echo "$*" | sed 's/.*version.Version=\\([0-9.]*\\).*/\\1/')
    while [ "$1" != -o ]; do shift; done
    printf '#!/bin/sh\\necho v%s\\n' "$version" > "$2"
    chmod +x "$2"`);
  expect(versionOf(join(folder, "bin", "pulumi"))).toBe(PINNED);
  expect(doing.at(-1)).toBe("2 modules downloaded, 1 packages compiled");
});

test("fails with Go's own words, without the progress", async () => {
  const said = "go: go.mod requires go >= 1.25.11 (running go 1.24.0; GOTOOLCHAIN=local)";
  await expect(build(`echo "internal/abi" >&2; echo "${said}" >&2; exit 1`)).rejects.toThrow(new Error(said));
});

test("fails when Go is ended from outside", async () => {
  await expect(build("kill -9 $$")).rejects.toThrow("interrupted");
});

test("says when there is no Go", async () => {
  await expect(build(undefined)).rejects.toThrow("there is no `go` on PATH");
});
