/**
 * `node test/upgrade/make-state.ts`, once a release: commits to what users' states look like from then on. Writes
 * `state-<version>.json` (as `pulumi stack export` gives it) and `tenants-<version>.json` (what Auth0 had then).
 */
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { startEmulator } from "../emulator/index.ts";
import { PulumiProject } from "../support/pulumi-project.ts";
import { DOMAINS, options, program } from "./fleet.ts";

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(await readFile(join(import.meta.dirname, "../../package.json"), "utf8")));
const file = (name: string) => join(import.meta.dirname, `${name}-${version}.json`);
if (existsSync(file("state"))) throw new Error(`${file("state")} is there already: it stays as it is.`);

const auth0 = await startEmulator();
const project = await PulumiProject.create(auth0, program, options);
try {
  await must(project.up());
  auth0.tenant(DOMAINS.foreign).setProvider({
    name: "ses",
    enabled: true,
    default_from_address: "no-reply@acme.com",
    credentials: { region: "eu-west-1" },
  });
  await must(project.refresh());
  const { stdout } = await project.run("stack", "export");
  await write("state", withoutPaths(JSON.parse(stdout)));
  await write("tenants", Object.fromEntries(Object.values(DOMAINS).map((name) => [name, stored(name)])));
} finally {
  await project.remove();
  await auth0.close();
}

async function must(command: ReturnType<PulumiProject["up"]>): Promise<void> {
  const { ok, output } = await command;
  if (!ok) throw new Error(output);
}

async function write(name: string, value: unknown): Promise<void> {
  await writeFile(file(name), `${JSON.stringify(value, null, 2)}\n`);
}

/** The engine notes down where in which file of this machine a resource was made. */
function withoutPaths(state: unknown): unknown {
  const ofMachine = new Set(["sourcePosition", "stackTrace"]);
  return JSON.parse(JSON.stringify(state, (key, value) => (ofMachine.has(key) ? undefined : value)));
}

/** Without the password, which no test asks for. */
function stored(domain: string) {
  const provider = auth0.tenant(domain).provider;
  const { smtp_pass: _, ...credentials } = provider?.credentials ?? {};
  return { ...provider, credentials };
}
