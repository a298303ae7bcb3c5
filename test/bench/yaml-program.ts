import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PLUGIN_FOLDER } from "../support/built-plugin.ts";
import type { BenchTenant } from "./tenants.ts";

/**
 * A program in YAML with a resource of the plugin for each tenant. Whatever is JSON is YAML as well.
 *
 * @param from the name in each From address
 */
export async function writeYamlProgram(
  folder: string,
  tenants: readonly BenchTenant[],
  from: string,
): Promise<void> {
  const resources = tenants.map(({ name, domain, password }) => [
    name,
    {
      type: "auth0-smtp:SmtpEmailProvider",
      properties: {
        domain,
        from: `${from}@${name}.example`,
        host: "smtp.example.com",
        username: name,
        password: { "fn::secret": password },
      },
    },
  ]);
  const program = {
    name: "bench",
    runtime: "yaml",
    plugins: { providers: [{ name: "auth0-smtp", path: PLUGIN_FOLDER }] },
    resources: Object.fromEntries(resources),
  };
  await writeFile(join(folder, "Pulumi.yaml"), JSON.stringify(program));
}
