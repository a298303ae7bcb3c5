import * as pulumi from "@pulumi/pulumi";

/**
 * The inputs that the program did not mark as secret, with their values. The provider process gets secrets in plain text,
 * and a transform may add some: only what arrives there as it is here may be shown.
 */
export async function plainInputs(inputs: object): Promise<Record<string, unknown>> {
  const entries = await Promise.all(
    Object.entries(inputs).map(async ([name, value]) =>
      (await pulumi.isSecret(pulumi.output(value))) ? [] : [[name, value] as const],
    ),
  );
  return Object.fromEntries(entries.flat());
}
