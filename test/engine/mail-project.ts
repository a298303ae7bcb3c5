import { randomBytes } from "node:crypto";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import type { SmtpEmailProviderArgs } from "pulumi-auth0-smtp";
import { onTestFinished } from "vitest";
import { CLIENT, type Emulator, type StoredProvider, startEmulator, type Tenant } from "../emulator/index.ts";
import { type Options, PulumiProject, type Result } from "../support/pulumi-project.ts";
import { GIVEN, storedBy } from "../support/samples.ts";
import { shellResource } from "../support/shell-resource.ts";
import { settledUp } from "./expect.ts";

/** What {@link MailProject.args} gives, beside the domain. */
const PLAIN = { ...GIVEN, password: "pw-1" };

/** What Auth0 has once that was applied. */
export const STORED = storedBy(PLAIN);

type Args = Partial<SmtpEmailProviderArgs>;

/**
 * A Pulumi project and an emulator of a test's own. Its program is one resource, "mail", of one tenant, until a test
 * sets another.
 */
export class MailProject {
  readonly auth0: Emulator;
  readonly domain: string;
  readonly project: PulumiProject;

  constructor(auth0: Emulator, domain: string, project: PulumiProject) {
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

  /** All of the resource's inputs: those that matter to a test, over plain ones. */
  args(args: Args = {}): SmtpEmailProviderArgs {
    return { domain: this.domain, ...PLAIN, ...args };
  }

  /** The program from now on: one resource, "mail". */
  set(args: Args = {}, opts?: CustomResourceOptions): void {
    this.project.program = async () => {
      shellResource("mail", this.args(args), opts);
    };
  }

  preview(args?: Args, opts?: CustomResourceOptions): Promise<Result> {
    this.set(args, opts);
    return this.project.preview();
  }

  /** An `up` that must succeed, and settle. */
  up(args?: Args, opts?: CustomResourceOptions): Promise<Result> {
    this.set(args, opts);
    return settledUp(this.project);
  }

  /** An `up` of which nothing is expected yet. */
  tryUp(args?: Args, opts?: CustomResourceOptions): Promise<Result> {
    this.set(args, opts);
    return this.project.up();
  }

  /** The one resource in the state. */
  async resource() {
    const [resource, ...others] = await this.project.resources();
    if (!resource || others.length > 0) throw new Error("There is not exactly one resource in the state.");
    return resource;
  }
}

/** Makes project and emulator; both end with the test. */
export async function mailProject({ env, ...options }: Options = {}): Promise<MailProject> {
  const auth0 = await startEmulator();
  onTestFinished(() => auth0.close());
  const domain = `t${randomBytes(4).toString("hex")}.eu.auth0.com`;
  const project = await PulumiProject.create(auth0, async () => {}, {
    ...options,
    env: { AUTH0_DOMAIN: domain, ...CLIENT, ...env },
  });
  onTestFinished(() => project.remove());
  const mail = new MailProject(auth0, domain, project);
  mail.set();
  return mail;
}
