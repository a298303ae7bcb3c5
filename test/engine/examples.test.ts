import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cloneWith, UserProject } from "../../tools/user-project/index.ts";
import { CLIENT, type Emulator, startEmulator } from "../emulator/index.ts";

// Runs the examples' own files as their users do: Pulumi.yaml, package.json and index.ts in a clone, the CLI's commands,
// the program in a process of its own.

let auth0: Emulator;
let clone: string;

beforeAll(async () => {
  auth0 = await startEmulator();
});
afterAll(() => auth0.close());
beforeEach(async () => {
  auth0.reset();
  clone = await cloneWith("Pulumi.yaml", "examples");
});
afterEach(() => rm(clone, { recursive: true }));

const open = (folder: string, env: Readonly<Record<string, string>>) =>
  UserProject.create({
    folder: join(clone, folder),
    home: join(clone, ".pulumi-home"),
    env: { ...auth0.env, ...env },
  });

/** What each tenant got since the last time. */
function requests(): Readonly<Record<string, readonly string[]>> {
  const byTenant: Record<string, string[]> = {};
  for (const { tenant, kind } of auth0.takeRequests()) {
    byTenant[tenant] = [...(byTenant[tenant] ?? []), kind];
  }
  return byTenant;
}

const ACME = "acme.eu.auth0.com";

describe("examples/single-tenant", () => {
  async function openSingle(folder: string) {
    const project = await open(folder, {
      AUTH0_DOMAIN: ACME,
      ...CLIENT,
    });
    await project.setConfig(
      { mailFrom: "no-reply@acme.com", smtpHost: "smtp.acme.com", smtpPort: "2587", smtpUsername: "acme" },
      { smtpPassword: "correct horse" },
    );
    return project;
  }

  test("is what runs in the root of the repository", async () => {
    const project = await openSingle(".");
    const { ok, output } = await project.preview();
    expect(output).toContain("+ 2 to create");
    expect(output).toContain('server: "smtp.acme.com:2587"');
    expect(ok).toBe(true);
    expect(requests()).toEqual({});
  });

  test("creates, is stable and is destroyed", async () => {
    const project = await openSingle("examples/single-tenant");
    expect(await project.up()).toMatchObject({ ok: true, output: expect.stringContaining("+ 2 created") });
    expect(requests()).toEqual({ [ACME]: ["token", "post"] });
    expect(auth0.tenant(ACME).provider).toEqual({
      name: "smtp",
      enabled: true,
      default_from_address: "no-reply@acme.com",
      credentials: {
        smtp_host: "smtp.acme.com",
        smtp_port: 2587,
        smtp_user: "acme",
        smtp_pass: "correct horse",
      },
    });
    expect(await project.outputs()).toEqual({ domain: ACME, server: "smtp.acme.com:2587" });

    expect(await project.preview("--expect-no-changes")).toMatchObject({ ok: true });
    expect(requests()).toEqual({});

    expect(await project.destroy()).toMatchObject({ ok: true });
    expect(requests()).toEqual({ [ACME]: ["token", "get", "delete"] });
    expect(auth0.tenant(ACME).provider).toBeUndefined();
  });
});

describe("examples/multi-tenant", () => {
  const names = ["acme", "globex", "initech"];
  const domainOf = (name: string) => `${name}.eu.auth0.com`;
  const entry = (name: string, index: number) => ({
    [`tenants[${index}].name`]: name,
    [`tenants[${index}].domain`]: domainOf(name),
    [`tenants[${index}].from`]: `no-reply@${name}.example`,
    [`tenants[${index}].username`]: name,
  });

  /** Each tenant with a client of its own, as on Auth0. */
  function credentials(): string {
    const tenants = names.map((name) => {
      auth0.tenant(domainOf(name)).clients.set(`client-of-${name}`, `secret-of-${name}`);
      return [domainOf(name), { clientId: `client-of-${name}`, clientSecret: `secret-of-${name}` }];
    });
    return JSON.stringify(Object.fromEntries(tenants));
  }

  test("gives each tenant its own, and takes it from the one that leaves the list", async () => {
    const project = await open("examples/multi-tenant", { AUTH0_TENANTS: credentials() });
    await project.setConfig(
      { smtpHost: "smtp.example.com", ...Object.assign({}, ...names.map(entry)) },
      Object.fromEntries(names.map((name) => [`smtpPasswords.${name}`, `password-of-${name}`])),
    );

    expect(await project.up()).toMatchObject({ ok: true });
    expect(requests()).toEqual(Object.fromEntries(names.map((name) => [domainOf(name), ["token", "post"]])));
    expect(auth0.tenant(domainOf("globex")).provider).toMatchObject({
      default_from_address: "no-reply@globex.example",
      credentials: { smtp_user: "globex", smtp_pass: "password-of-globex" },
    });
    expect(await project.outputs()).toEqual({ domains: names.map(domainOf) });
    expect(await project.preview("--expect-no-changes")).toMatchObject({ ok: true });
    expect(requests()).toEqual({});

    await project.removeConfig("tenants[1]");
    expect(await project.up()).toMatchObject({
      ok: true,
      output: expect.stringContaining("- 1 deleted"),
    });
    expect(requests()).toEqual({ [domainOf("globex")]: ["token", "get", "delete"] });
  });
});

test.each(["single-tenant", "multi-tenant"])(
  "the types of examples/%s are those of the package",
  async (name) => {
    const tsc = join(import.meta.dirname, "../../node_modules/typescript/bin/tsc");
    await promisify(execFile)(process.execPath, [tsc, "-p", join(clone, "examples", name)]);
  },
);
