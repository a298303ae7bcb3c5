import type { Socket } from "node:net";
import { createTransport } from "nodemailer";
import type { Mailbox } from "../inputs/mailbox";
import { quoting } from "../model/quote";
import { connected, openSocket } from "./connect";
import { ehloNameOf } from "./ehlo-name";
import { explainRefusal } from "./mail-refusal";
import type { PreflightOptions } from "./preflight-options";
import { resolve } from "./resolve";
import { targetOf } from "./target";
import { tlsOptions } from "./tls";

/** The settings of the mail server, and where the mail goes. */
export interface TestMailOptions extends PreflightOptions {
  readonly username: string;
  readonly password: string;
  readonly from: string;
  /** The recipient's address. */
  readonly to: string;
}

/** What came of a test mail. What the server said is quoted, without the password. */
export type TestMail =
  | { readonly sent: true; readonly messageId: string; readonly answer: string; readonly ms: number }
  | { readonly sent: false; readonly seen: string; readonly advice: string; readonly ms: number };

/**
 * Sends one real mail as Auth0 would: TLS 1.2 or higher with a certificate of a public CA, then AUTH LOGIN. Never
 * without TLS; run `preflight` first, which says better what is wrong. A server that refuses the mail is an answer, not
 * an error. `timeoutSeconds` covers the sending.
 */
export async function sendTestMail(options: TestMailOptions): Promise<TestMail> {
  const target = targetOf(options);
  const { host, port, secure, timeoutSeconds, sender } = target;
  if (!sender.value)
    return { sent: false, seen: sender.judgement.seen, advice: sender.judgement.advice, ms: 0 };
  const quote = quoting(options.password);
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), timeoutSeconds * 1000);
  let socket: Socket | undefined;
  const start = performance.now();
  const ms = () => Math.round(performance.now() - start);
  try {
    // Connected as by `preflight`: the library would ask DNS servers, past the machine's own way to find hosts.
    const addresses = await resolve(host, deadline.signal);
    socket = openSocket(addresses, target, deadline.signal);
    await connected(socket, deadline.signal);
    const transport = createTransport({
      connection: socket,
      host,
      port,
      secure,
      name: ehloNameOf(target, socket),
      requireTLS: true,
      tls: { ...tlsOptions(target), host, rejectUnauthorized: true, minVersion: "TLSv1.2" },
      auth: { user: options.username, pass: options.password, method: "LOGIN" },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const { messageId, response } = await transport.sendMail({
      ...letter(sender.value, options.to, host),
      signal: deadline.signal,
    });
    return { sent: true, messageId, answer: quote(response), ms: ms() };
  } catch (error) {
    const why = deadline.signal.aborted ? late(timeoutSeconds) : explainRefusal(error, target, quote);
    return { sent: false, ...why, ms: ms() };
  } finally {
    clearTimeout(timer);
    socket?.destroy();
  }
}

/** In parts that are already parsed: the mail library would parse a text in a way of its own. */
const letter = (from: Mailbox, to: string, host: string) => ({
  from,
  to: { name: "", address: to },
  subject: "Test mail from auth0-smtp",
  text: [
    "This mail was sent by auth0-smtp, to show that mail goes out through",
    `${host} with the settings that Auth0 is to use.`,
    "",
    "You do not need to do anything.",
  ].join("\n"),
  headers: { "Auto-Submitted": "auto-generated" },
});

const late = (seconds: number) => ({
  seen: `the server did not accept the mail within ${seconds} s`,
  advice: "Check the server's log. If the server is only slow, give it more time: --timeout.",
});
