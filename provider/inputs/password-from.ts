import { z } from "zod";
import { line, object } from "./schemas";

/** Where the password is read from when it is applied. Neither the value nor a hash of it is kept. */
export type PasswordFrom =
  | { readonly env: string; readonly file?: undefined; readonly version?: string | undefined }
  | { readonly file: string; readonly env?: undefined; readonly version?: string | undefined };

const version = z
  .union([z.string(), z.number()], { error: "must be a string" })
  .transform(String)
  .pipe(line(256))
  .optional()
  .describe("Any text; a new one means a new password.");

const variable = line(256).refine((name) => /^[a-z_][a-z0-9_]*$/i.test(name), {
  error: "must be the name of an environment variable",
});

export const passwordFrom = object(
  {
    env: variable
      .optional()
      .describe("The name of an environment variable of the process that runs `pulumi up`."),
    file: line(4096)
      .optional()
      .describe(
        "The path of a text file in UTF-8. One line break at its end is dropped. A relative path starts from the folder " +
          "of the Pulumi project.",
      ),
    version,
  },
  "known: env or file, and version",
).transform(({ env, file, version }, ctx): PasswordFrom => {
  const rest = version === undefined ? {} : { version };
  if (env !== undefined && file === undefined) return { env, ...rest };
  if (file !== undefined && env === undefined) return { file, ...rest };
  ctx.addIssue({ code: "custom", message: "must name either env or file, and not both" });
  return z.NEVER;
});
