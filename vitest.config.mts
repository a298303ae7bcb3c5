import { defineConfig } from "vitest/config";

// What runs where: `unit` touches no engine and no network but loopback; `contract` speaks to the real provider
// process over gRPC and holds the emulator to Auth0's recorded traffic; `engine` runs the real Pulumi CLI.
const project = (name: string, timeout: number, include = [`test/${name}/**/*.test.ts`]) => ({
  test: {
    name,
    include,
    setupFiles: ["test/support/own-environment.ts"],
    testTimeout: timeout,
    hookTimeout: timeout,
    pool: "forks" as const,
    server: { deps: { external: [/\/dist\//] } },
  },
});

const withSdks = (name: string) => ({
  test: { ...project(name, 600_000).test, globalSetup: "test/languages/generate-sdks.ts" },
});

// The same tests against the other shell: the plugin instead of the dynamic resource.
const withPlugin = (name: string, timeout: number, include: string[]) => {
  const { test } = project(name, timeout, include);
  return { test: { ...test, env: { TEST_SHELL: "plugin" } } };
};

export default defineConfig({
  test: {
    projects: [
      project("unit", 10_000),
      project("tools", 60_000),
      project("smtp", 10_000),
      project("contract", 60_000),
      project("engine", 180_000),
      project("faults", 180_000),
      project("model", 180_000),
      project("cli", 60_000),
      project("crash", 180_000),
      project("secrets", 180_000),
      project("upgrade", 180_000),
      project("plugin", 180_000),
      // The SDKs are generated once for all of its tests. A first build of the Go program takes minutes.
      withSdks("languages"),
      // Where there is a Python: `npm run test:python`.
      withSdks("python"),
      withPlugin("contract-plugin", 60_000, ["test/contract/provider-*.test.ts"]),
      withPlugin("faults-plugin", 180_000, [
        "test/faults/{matrix,pairs,engine}.test.ts",
        "test/faults/{limits,races}/*.test.ts",
      ]),
      withPlugin("model-plugin", 180_000, ["test/model/model.test.ts"]),
      withPlugin("secrets-plugin", 180_000, [
        "test/secrets/{bad-credentials,bad-inputs,echoes,engine,engine-log,tls}.test.ts",
      ]),
      // Not the crashes in a proof: what they are about is the lifecycle's, and they take long.
      withPlugin("crash-plugin", 180_000, [
        "test/crash/{interrupted,killed-{after,before,in-a-rename}}*.test.ts",
      ]),
      // A real Postfix, where one can be installed: `npm run test:postfix`.
      project("postfix", 60_000),
      // The forms of tests that take many minutes: `npm run test:long`.
      project("long", 3_600_000, ["test/**/*.long.ts"]),
    ],
    maxWorkers: 2,
    reporters: ["default", "./tools/test-count/reporter.ts"],
  },
});
