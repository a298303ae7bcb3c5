import { CommanderError } from "commander";
import { explain, SmtpProviderError } from "../model/errors";

/** A failure as it is reported: on standard error, and with `--json` on standard output too. */
export interface ReportedFailure {
  readonly code: string;
  readonly message: string;
}

/**
 * What kept a command from working, in words that hold no secret: texts of errors that are not ours are left out.
 *
 * @param command the one that was called; undefined where it came to none
 */
export function reportedFailureOf(error: unknown, command?: string): ReportedFailure {
  if (error instanceof SmtpProviderError) return { code: error.code, message: error.message };
  if (error instanceof CommanderError) return wronglyCalled(error, command);
  if (error instanceof Error && error.name === "ExitPromptError") {
    return invalid("The question was not answered.", "Set SMTP_PASSWORD, or use --password-file.");
  }
  const kind = error instanceof Error ? error.name : typeof error;
  const message =
    `INTERNAL: auth0-smtp stopped because of a bug of its own (${kind}). Its work may be unfinished. ` +
    "Report it, with the command but without secrets.";
  return { code: "INTERNAL", message };
}

/** The parser's own words where they are about our names alone. What was typed may be a secret, whatever it looks like. */
const SAFE = new Set([
  "commander.missingArgument",
  "commander.optionMissingArgument",
  "commander.missingMandatoryOptionValue",
  "commander.conflictingOption",
  "commander.excessArguments",
]);

function wronglyCalled({ code, message }: CommanderError, command: string | undefined): ReportedFailure {
  const help = `See: ${["auth0-smtp", ...(command ? [command] : []), "--help"].join(" ")}`;
  if (code === "commander.help") return invalid("No command was given.", help);
  if (code === "commander.unknownCommand") {
    return invalid(`There is no such command${suggestionIn(message)}.`, help);
  }
  if (code === "commander.unknownOption") {
    const option = optionIn(message);
    const what = option === undefined ? "An option is unknown" : `Unknown option '${option}'`;
    return invalid(
      `${what}${suggestionIn(message)}.`,
      option !== undefined && /^(--pass|-p)/.test(option)
        ? "The password is never an argument: set SMTP_PASSWORD, use --password-file, or be asked on a terminal."
        : help,
    );
  }
  const words = message.replace(/^error: /, "").replace(/\.$/, "");
  return invalid(
    SAFE.has(code)
      ? `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
      : "The options cannot be understood.",
    help,
  );
}

/** The name of the option that was typed, without a value that came with it; undefined where it is no name. */
function optionIn(message: string): string | undefined {
  const [, name, end] = /unknown option '(--[a-z]+(?:-[a-z]+)*)(=|'(?:\n|$))/.exec(message) ?? [];
  if (name !== undefined) return end === "=" ? `${name}=…` : name;
  const [, letter, alone] = /unknown option '(-[a-zA-Z])('(?:\n|$))?/.exec(message) ?? [];
  return letter === undefined || alone !== undefined ? letter : `${letter}…`;
}

/** The parser's guess, which is one of our names. */
function suggestionIn(message: string): string {
  const [, guess] = /\n(\(Did you mean [a-z ,-]+\?\))$/.exec(message) ?? [];
  return guess === undefined ? "" : ` ${guess}`;
}

function invalid(what: string, todo: string): ReportedFailure {
  const code = "INVALID_INPUT";
  return { code, message: explain(code, { what, truth: "Nothing was done.", todo }) };
}
