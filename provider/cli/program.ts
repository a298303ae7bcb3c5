import { Command, CommanderError, Option } from "commander";
import { FORMATS, type Format, printBlocks } from "../report/print";
import type { CliCommand } from "./command";
import type { CommandResult, ExitCode } from "./command-result";
import { reportedFailureOf } from "./reported-failure";
import type { Terminal } from "./terminal";

interface CommandFile {
  readonly command: CliCommand;
}

/** The commands. Each one's file, and what it needs, is loaded when it is called: `--help` is quick. */
const COMMANDS: Readonly<Record<string, { readonly summary: string; readonly load: () => CommandFile }>> = {
  check: {
    summary: "test an SMTP server against Auth0's requirements",
    load: (): typeof import("./check") => require("./check"),
  },
  "send-test": {
    summary: "send one real mail through an SMTP server",
    load: (): typeof import("./send-test") => require("./send-test"),
  },
  status: {
    summary: "show what tenants have now as their e-mail provider",
    load: (): typeof import("./status") => require("./status"),
  },
  verify: {
    summary: "have Auth0 itself send a mail, and look whether it failed",
    load: (): typeof import("./verify") => require("./verify"),
  },
  logs: {
    summary: "show failed deliveries from a tenant's logs, by reason",
    load: (): typeof import("./logs") => require("./logs"),
  },
  allowlist: {
    summary: "list the addresses that Auth0 connects from",
    load: (): typeof import("./allowlist") => require("./allowlist"),
  },
  doctor: {
    summary: "look for what is missing or in the way here: programs, packages, proxy, credentials",
    load: (): typeof import("./doctor") => require("./doctor"),
  },
};

const NOTES = `
Exit codes: 0 all is well; 1 something that was checked is not; 2 called wrongly, or could not work.
Credentials for Auth0 come from the environment: AUTH0_TENANTS or AUTH0_TENANTS_FILE, else AUTH0_DOMAIN with
AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET (or AUTH0_API_TOKEN). A stack's config is not read.`;

/** Runs one call of the command line, and says how it ended. Never throws. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let help = "";
  let called: string | undefined;
  let format: Format = "text";
  let result: CommandResult | undefined;
  const program = new Command("auth0-smtp")
    .description("The SMTP side of Auth0: know before you deploy that mail will flow.")
    .version(version())
    .addHelpText("after", NOTES)
    .configureOutput({
      writeOut: (text) => {
        help += text;
      },
      writeErr: () => {},
    })
    .exitOverride()
    .hook("preSubcommand", (_program, command) => {
      called = command.name();
      COMMANDS[called]?.load().command.define(command);
    });
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    program
      .command(name)
      .description(summary)
      .option("--json", "print one JSON value, and nothing else, on standard output")
      .addOption(
        new Option("--format <form>", "how the report is written")
          .choices(FORMATS)
          .default("text")
          .conflicts("json"),
      )
      .action(async (...call) => {
        const command = call.at(-1);
        if (!(command instanceof Command)) return;
        format = FORMATS.find((form) => form === command.opts().format) ?? format;
        result = await load().command.run(command, terminal);
      });
  }
  const json = args.includes("--json");
  const printed = ({ blocks }: CommandResult) =>
    `${printBlocks(blocks, format, `auth0-smtp ${called}`, terminal.style)}\n`;
  try {
    await program.parseAsync(args, { from: "user" });
    if (result) await terminal.print(json ? asJson(result.json) : printed(result));
    return result?.exit ?? 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) {
      await terminal.print(help);
      return 0;
    }
    const failure = reportedFailureOf(error, called);
    await terminal.say(failure.message);
    if (json) await terminal.print(asJson({ ok: false, error: failure }));
    return 2;
  }
}

const asJson = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

function version(): string {
  const { version: ours }: { readonly version: string } = require("../../package.json");
  return ours;
}
