import { readFile } from "node:fs/promises";
import { PASSWORD_MAX } from "../inputs/schema";
import { faultOfSecret } from "../inputs/text";
import { SmtpProviderError } from "../model/errors";
import type { Desired, PasswordFrom } from "../model/model";

/**
 * The password to apply: the program's, or what `passwordFrom` gives now; undefined where neither is set. One line
 * break at the end of a file is dropped.
 *
 * @throws SmtpProviderError `PASSWORD_UNREADABLE`, which names the variable or file, never what is in it
 */
export async function readPassword(
  { password, passwordFrom }: Desired,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  if (passwordFrom === undefined) return password;
  const value =
    passwordFrom.env !== undefined ? env[passwordFrom.env] : await readSecretFile(passwordFrom.file);
  if (value === undefined) throw unreadable(passwordFrom, "cannot be read");
  const fault = faultOfSecret(value, PASSWORD_MAX);
  if (fault) throw unreadable(passwordFrom, fault);
  return value;
}

/** A secret out of a file, without one line break at its end; undefined where it cannot be read. */
export async function readSecretFile(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, "utf8")).replace(/\r?\n$/, "");
  } catch {
    return undefined;
  }
}

function unreadable(source: PasswordFrom, fault: string): SmtpProviderError {
  const name =
    source.env !== undefined
      ? `the environment variable ${source.env}`
      : `the file ${JSON.stringify(source.file)}`;
  return new SmtpProviderError("PASSWORD_UNREADABLE", {
    what: `passwordFrom names ${name}, and that ${fault === "cannot be read" && source.env ? "is not set" : fault}.`,
    truth: "Nothing was sent to Auth0.",
    todo: "Set it in the environment that runs pulumi up, and run it again.",
  });
}
