import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Emulator, type StoredProvider, startEmulator } from "../emulator/index.ts";
import { PulumiProject } from "../support/pulumi-project.ts";
import { DOMAINS, options, program } from "./fleet.ts";
import { MovedProject } from "./moved-project.ts";

// The committed states are what users of those versions have. `make-state.ts` makes one a release.
const VERSIONS = globSync("state-*.json", { cwd: import.meta.dirname }).map((file) =>
  file.slice("state-".length, -".json".length),
);

describe.each(VERSIONS)("a state made by %s", (version) => {
  test("is previewed, refreshed and destroyed", async () => {
    const { auth0, project } = await withState(version);

    await expectNothingNew(project);
    const refresh = await project.refresh();
    expect(refresh.ok && refresh.changes, refresh.output).toEqual({});
    expect(refresh.kinds.filter((kind) => kind !== "token")).toEqual(Array(5).fill("get"));
    await expectNothingNew(project);

    const destroy = await project.destroy();
    expect(destroy.ok, destroy.output).toBe(true);
    expect(await project.resources()).toEqual([]);
    expect(destroy.output).toContain(`${DOMAINS.foreign}: its e-mail provider is now "ses"`);
    for (const name of ["password", "source", "preflight"] as const) {
      expect(auth0.tenant(DOMAINS[name]).provider).toBeUndefined();
    }
    expect(auth0.tenant(DOMAINS.settings).provider).toMatchObject({ name: "smtp", enabled: false });
    expect(auth0.tenant(DOMAINS.foreign).provider).toMatchObject({ name: "ses", enabled: true });
  });

  test("works in another folder, and says what to install where the package is missing", async () => {
    const { auth0, project } = await withState(version);
    const moved = await MovedProject.from(project);
    onTestFinished(() => moved.remove());

    const refresh = await moved.run("refresh", "--skip-preview");
    expect(refresh.ok, refresh.output).toBe(true);
    expect(refresh.output).toContain("6 unchanged");

    await moved.uninstall();
    auth0.takeRequests();
    for (const command of ["refresh", "destroy"]) {
      const { ok, output } = await moved.run(command, "--skip-preview");
      expect(ok).toBe(false);
      expect(output).toContain(
        "error: Run npm install pulumi-auth0-smtp: Error: Cannot find module 'pulumi-auth0-smtp/dynamic-provider'",
      );
      expect(output).not.toMatch(/^\s+at |Require stack/m);
    }
    expect(auth0.takeRequests()).toEqual([]);

    await moved.install();
    const destroy = await moved.run("destroy", "--skip-preview");
    expect(destroy.ok, destroy.output).toBe(true);
    expect(auth0.tenant(DOMAINS.password).provider).toBeUndefined();
  });
});

/** One tenant was switched to another provider before the state was made: to switch it back is all there is to do. */
async function expectNothingNew(project: PulumiProject): Promise<void> {
  const preview = await project.preview();
  expect(preview.steps, preview.output).toEqual(["update foreign"]);
  expect(preview.kinds).toEqual([]);
}

/** A fresh project with the committed state, and tenants as they were when it was made. */
async function withState(version: string): Promise<{ auth0: Emulator; project: PulumiProject }> {
  const auth0 = await startEmulator();
  onTestFinished(() => auth0.close());
  const file = (name: string) => join(import.meta.dirname, `${name}-${version}.json`);
  const tenants: Record<string, StoredProvider> = JSON.parse(await readFile(file("tenants"), "utf8"));
  for (const [domain, provider] of Object.entries(tenants)) auth0.tenant(domain).setProvider(provider);
  const project = await PulumiProject.create(auth0, program, options);
  onTestFinished(() => project.remove());
  const imported = await project.run("stack", "import", "--file", file("state"));
  expect(imported.ok, imported.stderr).toBe(true);
  return { auth0, project };
}
