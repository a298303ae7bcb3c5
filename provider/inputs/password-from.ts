import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { line, object } from "./schemas";

/** What a secret is read from when it is needed. Neither the value nor a hash of it is kept. */
export type SecretSource =
  | { readonly env: string; readonly file?: undefined }
  | { readonly file: string; readonly env?: undefined };

/** Where the password is read from when it is applied. */
export type PasswordFrom = SecretSource & {
  readonly version?: string | undefined;
  /** The password that Auth0 has until the change, for the way back (`verify`). */
  readonly previous?: SecretSource | undefined;
};

const version = z
  .union([z.string(), z.number()], { error: "must be a string" })
  .transform(String)
  .pipe(line(256))
  .optional()
  .describe("Any text; a new one means a new password.");

const variable = line(256).refine((name) => /^[a-z_][a-z0-9_]*$/i.test(name), {
  error: "must be the name of an environment variable",
});

const names = {
  env: variable
    .optional()
    .describe("The name of an environment variable of the process that runs `pulumi up`."),
  file: line(4096)
    .optional()
    .describe(
      "The path of a text file in UTF-8. One line break at its end is dropped. A relative path starts from the folder " +
        "of the Pulumi project.",
    ),
};

const previous = object(names, "known: env or file")
  .meta({
    title: "SecretSource",
    description: "Where a secret is read from when it is needed: one of the two.",
  })
  .transform(oneOfBoth)
  .optional()
  .describe(
    "Where the password is that Auth0 has until the change: with it, `verify` can put back a rotation.",
  );

export const passwordFrom = object(
  { ...names, version, previous },
  "known: env or file, version, and previous",
).transform(
  ({ version, previous, ...source }, ctx): PasswordFrom => ({
    ...oneOfBoth(source, ctx),
    ...(version === undefined ? {} : { version }),
    ...(previous === undefined ? {} : { previous }),
  }),
);

function oneOfBoth(
  { env, file }: { readonly env?: string | undefined; readonly file?: string | undefined },
  ctx: z.RefinementCtx,
): SecretSource {
  if (env !== undefined && file === undefined) return { env };
  if (file !== undefined && env === undefined) return { file };
  ctx.addIssue({ code: "custom", message: "must name either env or file, and not both" });
  return z.NEVER;
}

/** Whether two of them give the same password: where the one before came from makes no difference. */
export function isSameSource(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(withoutPrevious(one), withoutPrevious(other));
}

function withoutPrevious(source: unknown): unknown {
  if (typeof source !== "object" || source === null) return source;
  const { previous: _, ...rest } = { previous: undefined, ...source };
  return rest;
}
