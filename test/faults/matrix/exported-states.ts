import { z } from "zod";
import type { PulumiProject } from "../../support/pulumi-project.ts";
import type { Recorded } from "../engine-run.ts";

const exported = z.object({
  deployment: z.object({
    resources: z
      .array(
        z.object({
          urn: z.string(),
          type: z.string(),
          id: z.string().default(""),
          inputs: z.record(z.string(), z.unknown()).default({}),
          outputs: z.record(z.string(), z.unknown()).default({}),
        }),
      )
      .default([]),
  }),
});

const secret = z.object({ plaintext: z.string() });

/** The resources of our type in a project's state, by name, with secrets in plain text. */
export async function exportedStates(project: PulumiProject): Promise<ReadonlyMap<string, Recorded>> {
  const { stdout } = await project.run("stack", "export", "--show-secrets");
  const { resources } = exported.parse(JSON.parse(stdout)).deployment;
  return new Map(
    resources
      .filter(({ type }) => type.endsWith("SmtpEmailProvider"))
      .map(({ urn, id, inputs, outputs }) => [
        urn.split("::").at(-1) ?? "",
        { id, inputs: revealed(inputs), outputs: revealed(outputs) },
      ]),
  );
}

function revealed(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(properties).filter(([name]) => name !== "__provider");
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const hidden = secret.safeParse(value);
      return [name, hidden.success ? JSON.parse(hidden.data.plaintext) : value];
    }),
  );
}
