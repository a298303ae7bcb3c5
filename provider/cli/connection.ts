import type { Command } from "commander";
import { z } from "zod";
import { readText, UnreadableFile } from "../files/read-text";
import { warningOfInvisible } from "../inputs/invisible";
import { problemWithCertificates } from "../inputs/pem";
import { EHLO_NAME } from "../inputs/preflight";
import { INPUTS, PASSWORD_MAX } from "../inputs/table";
import { problemWithSecret } from "../inputs/text";
import { readSecretFile } from "../lifecycle/password-source";
import { ADVICE_CODES, type PreflightOptions } from "../smtp";
import { calledWrongly, port, seconds } from "./arguments";
import type { Terminal } from "./terminal";

/** The options of the commands that talk to an SMTP server. */
export function defineConnection(command: Command): Command {
  return command
    .argument("<host>", "host name of the SMTP server")
    .option("--port <number>", "587 with STARTTLS, 465 and 2465 with TLS from the start", "587")
    .option("--username <name>", "user name at the server")
    .option(
      "--from <address>",
      'the From address, bare or as "Name <address>"; a name with a comma or the like in double quotes',
    )
    .option(
      "--password-file <path>",
      "file with the password; else SMTP_PASSWORD, else you are asked on a terminal",
    )
    .option("--extra-ca <path>", "PEM file of root certificates to trust besides the public ones")
    .option("--ehlo-name <name>", "what this machine calls itself; else its address")
    .option("--timeout <seconds>", "for the whole run", "10")
    .option("--secure", "TLS from the start, whatever the port")
    .option(
      "--silence <codes>",
      `advice that is not wanted, separated by commas: ${ADVICE_CODES.join(", ")}`,
      (codes: string, earlier: readonly string[] = []) => [...earlier, ...codes.split(",")],
    );
}

export const connectionArguments = {
  host: INPUTS.host,
  port,
  username: INPUTS.username.optional(),
  from: INPUTS.from.optional(),
  passwordFile: z.string().optional(),
  extraCa: z.string().optional(),
  ehloName: EHLO_NAME.optional(),
  timeout: seconds(0.1, 600),
  secure: z.boolean().optional(),
  silence: z.array(z.enum(ADVICE_CODES, { error: `must be of ${ADVICE_CODES.join(", ")}` })).default([]),
};

const connection = z.object(connectionArguments);

/** What the options come to, with what is in the files that they name. */
export async function readConnection(
  { passwordFile, extraCa, timeout, silence, ...rest }: z.output<typeof connection>,
  command: Command,
  terminal: Terminal,
): Promise<PreflightOptions> {
  return {
    ...rest,
    timeoutSeconds: timeout,
    silenced: silence,
    extraCa: extraCa === undefined ? undefined : readCertificates(extraCa, command.name()),
    password: await findPassword(passwordFile, rest.username, command.name(), terminal),
  };
}

/** From the file that was named, else from SMTP_PASSWORD, else by asking whoever sits at the terminal. */
async function findPassword(
  file: string | undefined,
  username: string | undefined,
  command: string,
  terminal: Terminal,
): Promise<string | undefined> {
  const usable = async (secret: string, where: string) => {
    const fault = problemWithSecret(secret, PASSWORD_MAX);
    if (fault !== undefined) throw calledWrongly(command, `${where} ${fault}.`);
    const warning = warningOfInvisible(where, secret);
    if (warning !== undefined) await terminal.say(warning);
    return secret;
  };
  if (file !== undefined) {
    const secret = readFile("--password-file", command, () => readSecretFile(file));
    return usable(secret, "The password in the file of --password-file");
  }
  if (terminal.env.SMTP_PASSWORD) return usable(terminal.env.SMTP_PASSWORD, "The password in SMTP_PASSWORD");
  if (username === undefined) return undefined;
  const answer = await terminal.askSecret(`Password of ${username}:`);
  return answer === undefined ? undefined : usable(answer, "The password");
}

/** How large a file of root certificates may be: those of a whole system are some 200 KiB. */
const CERTIFICATES_MAX_KIB = 1024;

function readCertificates(path: string, command: string): string {
  const pem = readFile("--extra-ca", command, () => readText(path, CERTIFICATES_MAX_KIB));
  const fault = problemWithCertificates(pem);
  if (fault !== undefined) throw calledWrongly(command, `The file of --extra-ca ${fault}.`);
  return pem;
}

function readFile(option: string, command: string, read: () => string): string {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw calledWrongly(command, `The file of ${option} ${error.message}.`);
  }
}
