import { randomBytes } from "node:crypto";
import { onTestFinished } from "vitest";
import { CLIENT, type Emulator, type StoredProvider, startEmulator, type Tenant } from "../emulator/index.ts";
import type { EngineProject, Options } from "./engine-project.ts";

/** A project of one resource for one tenant, and the emulator that has it: a test's own. */
export class OneTenant<Project extends EngineProject> {
  readonly auth0: Emulator;
  readonly domain: string;
  readonly project: Project;

  constructor(auth0: Emulator, domain: string, project: Project) {
    this.auth0 = auth0;
    this.domain = domain;
    this.project = project;
  }

  get tenant(): Tenant {
    return this.auth0.tenant(this.domain);
  }

  /** What Auth0 has, the password included. */
  get provider(): StoredProvider | undefined {
    return this.tenant.provider;
  }

  /** The one resource in the state. */
  async recorded() {
    const [resource, ...others] = await this.project.resources();
    if (!resource || others.length > 0) throw new Error("There is not exactly one resource in the state.");
    return resource;
  }
}

/** Makes emulator and project, with the tenant's credentials in the environment; both end with the test. */
export async function oneTenant<Project extends EngineProject>(
  create: (auth0: Emulator, options: Options) => Promise<Project>,
  { env, ...options }: Options,
): Promise<[auth0: Emulator, domain: string, project: Project]> {
  const auth0 = await startEmulator();
  onTestFinished(() => auth0.close());
  const domain = `t${randomBytes(4).toString("hex")}.eu.auth0.com`;
  const project = await create(auth0, { ...options, env: { AUTH0_DOMAIN: domain, ...CLIENT, ...env } });
  onTestFinished(() => project.remove());
  return [auth0, domain, project];
}
