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
  .optional();

const variable = line(256).refine((name) => /^[a-z_][a-z0-9_]*$/i.test(name), {
  error: "must be the name of an environment variable",
});

export const passwordFrom = object(
  { env: variable.optional(), file: line(4096).optional(), version },
  "known: env or file, and version",
).transform(({ env, file, version }, ctx): PasswordFrom => {
  const rest = version === undefined ? {} : { version };
  if (env !== undefined && file === undefined) return { env, ...rest };
  if (file !== undefined && env === undefined) return { file, ...rest };
  ctx.addIssue({ code: "custom", message: "must name either env or file, and not both" });
  return z.NEVER;
});
