import type { Command } from "commander";
import { z } from "zod";
import { INPUTS } from "../inputs/table";
import { type Block, lines, note } from "../report/block";
import { type Finding, preflight } from "../smtp";
import { sendTestMail, type TestMail } from "../smtp/send-test-mail";
import { address, calledWrongly, readArguments, required } from "./arguments";
import { checkReportBlocks } from "./check-report";
import type { CliCommand } from "./command";
import { connectionArguments, defineConnection, readConnection } from "./connection";
import type { Terminal } from "./terminal";

/** What a mail cannot do without; the server's word on the sender comes with the mail itself. */
const NEEDED = ["REACHABLE", "TLS_VERSION", "CERTIFICATE", "AUTH_LOGIN", "CREDENTIALS"];

/** `auth0-smtp send-test <host> --to`: one real mail, once everything before it is in order. */
export const command: CliCommand = {
  define: (call) => void defineConnection(call).requiredOption("--to <address>", "who gets the mail"),

  async run(call, terminal) {
    const options = await readOptions(call, terminal);
    const report = await preflight(options);
    const failed = report.findings.filter(({ code, status }) => status === "fail" && NEEDED.includes(code));
    const ready = failed.length === 0;
    const mail: TestMail = ready ? await sendTestMail(options) : withheld(failed);
    const { host, port, findings } = report;
    return {
      exit: mail.sent ? 0 : 1,
      json: { ok: mail.sent, host, port, ...mail, findings },
      blocks: [...(ready ? [] : checkReportBlocks(report)), ...mailBlocks(mail, options.to)],
    };
  },
};

function withheld(failed: readonly Finding[]): TestMail {
  const seen = `the server does not pass the check (${failed.map(({ code }) => code).join(", ")})`;
  return { sent: false, seen, advice: "Fix these findings first.", ms: 0 };
}

async function readOptions(call: Command, terminal: Terminal) {
  const { to, ...rest } = readArguments(
    call,
    z.object({
      ...connectionArguments,
      username: required(INPUTS.username),
      from: required(INPUTS.from),
      to: address,
    }),
  );
  const { username, from } = rest;
  const { password, ...options } = await readConnection(rest, call, terminal);
  if (password === undefined) {
    throw calledWrongly(call.name(), "There is no password: set SMTP_PASSWORD, or use --password-file.");
  }
  return { ...options, username, from, password, to };
}

function mailBlocks(mail: TestMail, to: string): Block[] {
  if (!mail.sent) return [note(`No mail was sent to ${to}: ${mail.seen}. ${mail.advice}`, "fail")];
  return [
    note(`The server accepted the mail to ${to} in ${mail.ms} ms.`, "pass"),
    lines([`  Message-ID: ${mail.messageId}`, `  The server: ${mail.answer}`]),
    note("This is no proof of delivery: check the mailbox, and its spam folder."),
  ];
}
