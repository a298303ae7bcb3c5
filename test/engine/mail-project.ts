import type { CustomResourceOptions } from "@pulumi/pulumi";
import type { SmtpEmailProviderArgs } from "pulumi-auth0-smtp";
import { OneTenant, oneTenant } from "../support/one-tenant.ts";
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
export class MailProject extends OneTenant<PulumiProject> {
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
}

/** Makes project and emulator; both end with the test. */
export async function mailProject(options: Options = {}): Promise<MailProject> {
  const mail = new MailProject(
    ...(await oneTenant((auth0, given) => PulumiProject.create(auth0, async () => {}, given), options)),
  );
  mail.set();
  return mail;
}
