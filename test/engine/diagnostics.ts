import type { Result } from "../support/pulumi-project.ts";

const TYPE = "pulumi-nodejs:dynamic/auth0:SmtpEmailProvider";

/** What the engine shows under a resource at the end of a command: `["warning: …"]`; a mere note has no prefix. */
export function saidOf({ output }: Result, name: string): string[] {
  const [, after = ""] = output.split(`\n  ${TYPE} (${name}):\n`);
  const [section = ""] = after.split("\n\n");
  return section.split("\n").flatMap((line) => line.trim() || []);
}
