import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { ensurePulumi, ensureYamlHost } from "../../tools/pulumi-cli/ensure.ts";
import { pulumiEnv } from "../../tools/pulumi-cli/env.ts";
import { cacheFolder, findPulumi, findYamlHost } from "../../tools/pulumi-cli/find.ts";
import { goBuild } from "../../tools/pulumi-cli/go-build.ts";
import { installer } from "../../tools/pulumi-cli/installer.ts";
import { CLI, JAVA_HOST, type Program, SDK_HOSTS, YAML_HOST } from "../../tools/pulumi-cli/programs.ts";
import { isNewEnough, OLDEST, OLDEST_GO, PINNED } from "../../tools/pulumi-cli/version.ts";
import type { Way } from "../../tools/pulumi-cli/way.ts";
import { fakePulumi, program, root, temporaryFolder, write } from "./support.ts";

/** A machine of its own: an empty cache, and a PATH with `bin` alone. */
function machine() {
  const home = temporaryFolder();
  return { bin: join(home, "bin"), env: { HOME: home, PATH: join(home, "bin") } };
}

/** A way that makes a fake CLI, or fails for a reason. */
function way(name: string, outcome: { makes: string } | { fails: string }): Way {
  return {
    name,
    remedy: `Mend ${name}.`,
    async get(folder) {
      if ("fails" in outcome) throw new Error(outcome.fails);
      fakePulumi(join(folder, "bin", "pulumi"), outcome.makes);
    },
  };
}

const works = way("a way that works", { makes: PINNED });
const breaks = way("a way that breaks", { fails: "no luck" });

let said = "";
beforeEach(() => {
  said = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += text;
    return true;
  });
  return () => vi.restoreAllMocks();
});

describe("which CLI is new enough", () => {
  test.each([OLDEST, `v${OLDEST}`, `v${PINNED}\n`, "3.216.1-dev.0", "4.0.0"])("%s is", (version) => {
    expect(isNewEnough(version)).toBe(true);
  });
  test.each(["3.215.9", "v3.99.0", "2.300.0", `${OLDEST}-alpha.1`, "", "pulumi"])("%j is not", (version) => {
    expect(isNewEnough(version)).toBe(false);
  });
});

test("each go.mod names the same versions", () => {
  const goMod = ({ name }: Program) =>
    readFileSync(join(root, "tools/pulumi-cli/go", name, "go.mod"), "utf8");
  expect(goMod(CLI)).toContain(`github.com/pulumi/pulumi/pkg/v3 v${PINNED}`);
  expect(goMod(CLI)).toContain(`github.com/pulumi/pulumi/sdk/v3 v${PINNED}`);
  expect(goMod(YAML_HOST)).toContain(`github.com/pulumi/pulumi-yaml v${YAML_HOST.version}`);
  expect(goMod(JAVA_HOST)).toContain(`github.com/pulumi/pulumi-java/pkg v${JAVA_HOST.version}`);
  expect(goMod(SDK_HOSTS)).toContain(`github.com/pulumi/pulumi/pkg/v3 v${PINNED}`);
  for (const program of [CLI, YAML_HOST, JAVA_HOST, SDK_HOSTS]) {
    expect(goMod(program)).toContain(`\ngo ${OLDEST_GO}\n`);
  }
  for (const program of [CLI, YAML_HOST, JAVA_HOST]) {
    expect(goMod(program)).toContain(`\ntool ${program.package}\n`);
  }
});

describe("the cache", () => {
  test("is one a user and version", () => {
    expect(cacheFolder(CLI, { HOME: "/home/ada" })).toBe(
      `/home/ada/.cache/pulumi-auth0-smtp/pulumi-${PINNED}`,
    );
  });
  test("follows XDG_CACHE_HOME", () => {
    expect(cacheFolder(CLI, { HOME: "/home/ada", XDG_CACHE_HOME: "/big" })).toMatch(
      /^\/big\/pulumi-auth0-smtp\//,
    );
  });
});

describe("findPulumi", () => {
  test("finds nothing on a machine without one", () => {
    expect(findPulumi(machine().env)).toBeUndefined();
  });

  test("prefers the one on PATH to our own copy", () => {
    const { bin, env } = machine();
    fakePulumi(join(cacheFolder(CLI, env), "bin", "pulumi"), PINNED);
    fakePulumi(join(bin, "pulumi"), "3.300.1");
    expect(findPulumi(env)).toEqual({ bin: join(bin, "pulumi"), version: "3.300.1" });
  });

  test.each(["3.100.0", "nonsense"])("takes our own copy when the one on PATH says %s", (version) => {
    const { bin, env } = machine();
    fakePulumi(join(bin, "pulumi"), version);
    expect(findPulumi(env)).toBeUndefined();
    const own = fakePulumi(join(cacheFolder(CLI, env), "bin", "pulumi"), PINNED);
    expect(findPulumi(env)).toEqual({ bin: own, version: PINNED, root: cacheFolder(CLI, env) });
  });

  test("takes no file or folder that can't be run for a program", () => {
    const { bin, env } = machine();
    write(join(bin, "pulumi"), "");
    mkdirSync(join(cacheFolder(CLI, env), "bin", "pulumi"), { recursive: true });
    expect(findPulumi(env)).toBeUndefined();
  });
});

describe("ensurePulumi", () => {
  test("does nothing, and says nothing, when there is one", async () => {
    const { bin, env } = machine();
    fakePulumi(join(bin, "pulumi"), "3.300.1");
    expect(await ensurePulumi(env, [breaks])).toEqual(findPulumi(env));
    expect(said).toBe("");
  });

  test("tries one way after the other until one works, and keeps what that one made", async () => {
    const { env } = machine();
    const never = way("a way too many", { fails: "not to be tried" });
    const cli = await ensurePulumi(env, [breaks, works, never]);
    expect(cli).toEqual({
      bin: join(cacheFolder(CLI, env), "bin", "pulumi"),
      version: PINNED,
      root: cacheFolder(CLI, env),
    });
    expect(findPulumi(env)).toEqual(cli);
    expect(said).toMatch(
      /Trying a way that breaks\.\n {2}That didn't work: no luck\n {2}Trying a way that works\./,
    );
    expect(said).not.toContain(never.name);
  });

  test("says why it does not take the one on PATH", async () => {
    const { bin, env } = machine();
    fakePulumi(join(bin, "pulumi"), "3.100.0");
    await ensurePulumi(env, [works]);
    expect(said).toContain(
      `${join(bin, "pulumi")} is not used: it is 3.100.0; ${OLDEST} or newer is needed.`,
    );
  });

  test("keeps nothing of what came in another version than it should", async () => {
    const { env } = machine();
    await expect(ensurePulumi(env, [way("a mix-up", { makes: "1.2.3" })])).rejects.toThrow('it says "1.2.3"');
    expect(findPulumi(env)).toBeUndefined();
    expect(readdirSync(dirname(cacheFolder(CLI, env)))).toEqual([`pulumi-${PINNED}.lock`]);
  });

  test("starts afresh after one that was interrupted", async () => {
    const { env } = machine();
    const leftover = write(join(`${cacheFolder(CLI, env)}.partial-x`, "bin", "rest"), "half");
    mkdirSync(cacheFolder(CLI, env));
    const cli = await ensurePulumi(env, [works]);
    expect(existsSync(cli.bin)).toBe(true);
    expect(existsSync(leftover)).toBe(false);
    expect(readdirSync(dirname(cli.bin))).toEqual(["pulumi"]);
  });

  test("gets it once when two start at once; the other waits and says so", async () => {
    const { env } = machine();
    const get = vi.fn(works.get);
    const [first, second] = await Promise.all([1, 2].map(() => ensurePulumi(env, [{ ...works, get }])));
    expect(first).toEqual(second);
    expect(get).toHaveBeenCalledTimes(1);
    expect(said.match(/Another process is getting the Pulumi CLI/g)).toHaveLength(1);
  });

  test("names the three ways to get one when none works, and what keeps each from it", async () => {
    const unlucky = [installer, goBuild(CLI)].map((it) => ({ ...it, get: breaks.get }));
    await expect(ensurePulumi(machine().env, unlucky)).rejects.toThrow(
      [
        "There is no Pulumi CLI, and it could not be got. Any one of these mends it:",
        "  1. Put a `pulumi` of version 3.216.0 or newer on PATH (https://www.pulumi.com/docs/install/).",
        "  2. Let this machine reach https://get.pulumi.com, where Pulumi's installer is.",
        "     Now: no luck",
        "  3. Install Go 1.25.11 or newer (https://go.dev/dl), and let it reach its module proxy.",
        "     Now: no luck",
      ].join("\n"),
    );
  });
});

describe("the YAML language host", () => {
  const host = (file: string) => program(file, '[ "$*" = -help ]');
  const inBin = (folder: string) => join(folder, YAML_HOST.name);

  test("is the one beside the CLI, before one on PATH, before our own copy", () => {
    const { bin, env } = machine();
    const cli = { bin: fakePulumi(join(env.HOME, "cli", "pulumi"), PINNED), version: PINNED };
    expect(findYamlHost(cli, env)).toBeUndefined();
    const places = [join(cacheFolder(YAML_HOST, env), "bin"), bin, join(env.HOME, "cli")];
    for (const place of places) {
      const added = host(inBin(place));
      expect(findYamlHost(cli, env)).toBe(added);
    }
  });

  test("is got where there is none", async () => {
    const { env } = machine();
    const cli = { bin: "/opt/pulumi/bin/pulumi", version: PINNED };
    const build: Way = { ...works, get: async (folder) => void host(inBin(join(folder, "bin"))) };
    const got = await ensureYamlHost(cli, env, [breaks, build]);
    expect(got).toBe(inBin(join(cacheFolder(YAML_HOST, env), "bin")));
    expect(findYamlHost(cli, env)).toBe(got);
    expect(said).toContain(`There is no Pulumi YAML language host yet. Getting ${YAML_HOST.version}:`);
    expect(await ensureYamlHost(cli, env, [breaks])).toBe(got);
  });

  test("that can't be got, or doesn't run, is an error that says what mends it", async () => {
    const broken: Way = {
      ...goBuild(YAML_HOST),
      get: async (folder) => void program(inBin(join(folder, "bin")), "exit 1"),
    };
    const { env } = machine();
    await expect(ensureYamlHost({ bin: "/opt/pulumi", version: PINNED }, env, [broken])).rejects.toThrow(
      [
        "There is no Pulumi YAML language host, and it could not be got. Any one of these mends it:",
        "  1. Put a `pulumi` with all that its download has beside it on PATH (https://www.pulumi.com/docs/install/).",
        "  2. Install Go 1.25.11 or newer (https://go.dev/dl), and let it reach its module proxy.",
        "     Now: what came is no Pulumi YAML language host 1.25.0 (it doesn't run)",
      ].join("\n"),
    );
  });
});

test("pulumiEnv puts our Node first, then the dynamic provider's host, then the CLI", () => {
  const { PATH, ...rest } = pulumiEnv({ bin: "/opt/pulumi/bin/pulumi", version: PINNED }, "/usr/bin");
  const [node = "", host = "", ...others] = PATH?.split(":") ?? [];
  expect(existsSync(join(node, "node"))).toBe(true);
  expect(existsSync(join(host, "pulumi-resource-pulumi-nodejs"))).toBe(true);
  expect(others).toEqual(["/opt/pulumi/bin", "/usr/bin"]);
  expect(rest).toEqual({
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  });
});
