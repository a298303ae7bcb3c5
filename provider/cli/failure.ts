import { CommanderError } from "commander";
import { explain, SmtpProviderError } from "../model/errors";

/** A failure as it is told: on standard error, and with `--json` on standard output too. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/**
 * What kept a command from working, in words that hold no secret: texts of errors that are not ours are left out.
 *
 * @param command the one that was called; undefined where it came to none
 */
export function failureOf(error: unknown, command?: string): Failure {
  if (error instanceof SmtpProviderError) return { code: error.code, message: error.message };
  if (error instanceof CommanderError) return wronglyCalled(error, command);
  if (error instanceof Error && error.name === "ExitPromptError") {
    return invalid("The question was not answered.", "Set SMTP_PASSWORD, or use --password-file.");
  }
  const kind = error instanceof Error ? error.name : typeof error;
  const message =
    `INTERNAL: auth0-smtp stopped at a mistake of its own (${kind}). What it had begun may be unfinished. ` +
    "Please report it, with the command but without secrets.";
  return { code: "INTERNAL", message };
}

/** The parser's own words, without what may have been meant as a value. */
function wronglyCalled({ code, message }: CommanderError, command: string | undefined): Failure {
  const help = `See: ${["auth0-smtp", ...(command ? [command] : []), "--help"].join(" ")}`;
  if (code === "commander.help") return invalid("No command was given.", help);
  const what = message
    .replace(/^error: /, "")
    .replace(/(?<='--?[\w-]+)=[^']*/, "=…")
    .replace(/(?<='-\w)[^'…]+(?=')/, "…")
    .replaceAll(/\s*\n\s*/g, " ");
  const todo = /'(--pass|-p)/.test(message)
    ? "The password is never an argument: set SMTP_PASSWORD, use --password-file, or be asked on a terminal."
    : help;
  return invalid(`${what.charAt(0).toUpperCase()}${what.slice(1)}.`, todo);
}

function invalid(what: string, todo: string): Failure {
  const code = "INVALID_INPUT";
  return { code, message: explain(code, { what, truth: "Nothing was done.", todo }) };
}
