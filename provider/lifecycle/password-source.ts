import { readText, UnreadableFile } from "../files/read-text";
import { warningOfInvisible } from "../inputs/invisible";
import type { SecretSource } from "../inputs/password-from";
import { PASSWORD_MAX } from "../inputs/table";
import { problemWithSecret } from "../inputs/text";
import type { Desired } from "../model/desired";
import { SmtpProviderError } from "../model/errors";

/** How large a file with a password may be: a larger one is another file. */
const FILE_MAX_KIB = 64;

/**
 * The password to apply: the program's, or what `passwordFrom` gives now; undefined where neither is set. One line
 * break at the end of a file is dropped.
 *
 * @param warn is told of a password from `passwordFrom` that may not be what it looks like
 * @throws SmtpProviderError `PASSWORD_UNREADABLE`, which names the variable or file, never what is in it
 */
export async function readPassword(
  { domain, password, passwordFrom }: Desired,
  env: Readonly<Record<string, string | undefined>>,
  warn: (message: string) => Promise<void>,
): Promise<string | undefined> {
  if (passwordFrom === undefined) return password;
  const value = readSource("passwordFrom", passwordFrom, env);
  const warning = warningOfInvisible(`${domain}: the password in ${nameOf(passwordFrom)}`, value);
  if (warning) await warn(warning);
  return value;
}

/**
 * The password that Auth0 has until a change, from `passwordFrom.previous`; undefined where that is not set.
 *
 * @throws SmtpProviderError `PASSWORD_UNREADABLE`
 */
export function readPreviousPassword(
  { passwordFrom }: Desired,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const source = passwordFrom?.previous;
  return source && readSource("passwordFrom.previous", source, env);
}

function readSource(
  input: string,
  source: SecretSource,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const value = source.env !== undefined ? env[source.env] : readFrom(input, source.file);
  if (value === undefined) throw unreadable(input, source, "is not set");
  const problem = problemWithSecret(value, PASSWORD_MAX);
  if (problem) throw unreadable(input, source, problem);
  return value;
}

/**
 * A secret out of a file, without one line break at its end.
 *
 * @throws UnreadableFile
 */
export function readSecretFile(path: string): string {
  return readText(path, FILE_MAX_KIB).replace(/\n$/, "");
}

function readFrom(input: string, file: string): string {
  try {
    return readSecretFile(file);
  } catch (error) {
    throw error instanceof UnreadableFile ? unreadable(input, { file }, error.message) : error;
  }
}

function nameOf(source: SecretSource): string {
  return source.env !== undefined
    ? `the environment variable ${source.env}`
    : `the file ${JSON.stringify(source.file)}`;
}

function unreadable(input: string, source: SecretSource, problem: string): SmtpProviderError {
  return new SmtpProviderError("PASSWORD_UNREADABLE", {
    what: `${input} cannot be used: ${nameOf(source)} ${problem}.`,
    truth: "Nothing was sent to Auth0.",
    todo:
      source.env !== undefined
        ? "Set it in the environment that runs pulumi up, and run it again."
        : "Correct the file or the path, and run pulumi up again.",
  });
}
