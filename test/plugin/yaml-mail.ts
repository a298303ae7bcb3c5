import { settledUp } from "../engine/expect.ts";
import type { Options } from "../support/engine-project.ts";
import type { Result } from "../support/engine-run.ts";
import { OneTenant, oneTenant } from "../support/one-tenant.ts";
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
export class YamlMail extends OneTenant<YamlProject> {
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
}

/** Makes project and emulator; both end with the test. */
export async function yamlMail(options: Options = {}): Promise<YamlMail> {
  const mail = new YamlMail(...(await oneTenant(YamlProject.create, options)));
  await mail.set();
  return mail;
}
