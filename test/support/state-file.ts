import { readFile } from "node:fs/promises";
import { z } from "zod";

/** What stands for a secret that the engine encrypted: its text is another at every write. */
export const SECRET = "[secret]";

const encrypted = z.object({ "4dabf18193072939515e22adb298388d": z.string(), ciphertext: z.string() });

const properties = z
  .record(z.string(), z.unknown())
  .default({})
  .transform((all) =>
    Object.fromEntries(
      Object.entries(all).map(([name, value]) => [name, encrypted.safeParse(value).success ? SECRET : value]),
    ),
  );

const resource = z.object({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  parent: z.string().optional(),
  protect: z.boolean().optional(),
  retainOnDelete: z.boolean().optional(),
  dependencies: z.array(z.string()).optional(),
  initErrors: z.array(z.string()).optional(),
  inputs: properties,
  outputs: properties,
});

const stateFile = z.object({
  checkpoint: z.object({
    latest: z
      .object({
        resources: z.array(resource).default([]),
        pending_operations: z.array(z.unknown()).default([]),
      })
      .nullish(),
  }),
});

/** A resource as the state file of a file backend has it. */
export type StateResource = z.infer<typeof resource>;

/** What a state file says: the resources of our type, and what the engine began and did not finish. */
export interface State {
  readonly resources: readonly StateResource[];
  readonly pending: number;
}

export async function readState(file: string): Promise<State> {
  const { latest } = stateFile.parse(JSON.parse(await readFile(file, "utf8"))).checkpoint;
  return {
    resources: (latest?.resources ?? []).filter(({ type }) => type.endsWith(":SmtpEmailProvider")),
    pending: latest?.pending_operations.length ?? 0,
  };
}
