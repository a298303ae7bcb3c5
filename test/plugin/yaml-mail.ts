import { randomBytes } from "node:crypto";
import { onTestFinished } from "vitest";
import { CLIENT, type Emulator, type StoredProvider, startEmulator, type Tenant } from "../emulator/index.ts";
import { settledUp } from "../engine/expect.ts";
import type { Options } from "../support/engine-project.ts";
import type { Result } from "../support/engine-run.ts";
import { GIVEN, storedBy } from "../support/samples.ts";
import { YamlProject, type YamlResource } from "../support/yaml-project.ts";

export const TYPE = "auth0-smtp:SmtpEmailProvider";

/** What Auth0 has once {@link YamlMail.resource} was applied with nothing of its own. */
export const STORED = storedBy({ ...GIVEN, password: "pw-1" });

type Properties = Readonly<Record<string, unknown>>;

/** A secret in a program. */
export const secret = (value: unknown) => ({ "fn::secret": value });

/** What a program says for a value of a resource, of a variable or of the config. */
export const ref = (path: string) => `\${${path}}`;

/**
 * A project in YAML and an emulator of a test's own. Its program is one resource, "mail", of one tenant, until a test
 * sets another.
 */
export class YamlMail {
  readonly auth0: Emulator;
  readonly domain: string;
  readonly project: YamlProject;

  constructor(auth0: Emulator, domain: string, project: YamlProject) {
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

  /** The resource with the properties that matter to a test, over plain ones. Undefined leaves one out. */
  resource(properties: Properties = {}, options?: Properties): YamlResource {
    const all = { domain: this.domain, ...GIVEN, password: secret("pw-1"), ...properties };
    return { type: TYPE, properties: all, ...(options && { options }) };
  }

  /** The program from now on: one resource, "mail". */
  async set(properties?: Properties, options?: Properties): Promise<void> {
    await this.project.setProgram({ resources: { mail: this.resource(properties, options) } });
  }

  async preview(properties?: Properties, options?: Properties): Promise<Result> {
    await this.set(properties, options);
    return this.project.preview();
  }

  /** An `up` that must succeed, and settle. */
  async up(properties?: Properties, options?: Properties): Promise<Result> {
    await this.set(properties, options);
    return settledUp(this.project);
  }

  /** An `up` of which nothing is expected yet. */
  async tryUp(properties?: Properties, options?: Properties): Promise<Result> {
    await this.set(properties, options);
    return this.project.up();
  }

  /** The one resource in the state. */
  async recorded() {
    const [resource, ...others] = await this.project.resources();
    if (!resource || others.length > 0) throw new Error("There is not exactly one resource in the state.");
    return resource;
  }
}

/** Makes project and emulator; both end with the test. */
export async function yamlMail({ env, ...options }: Options = {}): Promise<YamlMail> {
  const auth0 = await startEmulator();
  onTestFinished(() => auth0.close());
  const domain = `t${randomBytes(4).toString("hex")}.eu.auth0.com`;
  const project = await YamlProject.create(auth0, {
    ...options,
    env: { AUTH0_DOMAIN: domain, ...CLIENT, ...env },
  });
  onTestFinished(() => project.remove());
  const mail = new YamlMail(auth0, domain, project);
  await mail.set();
  return mail;
}
