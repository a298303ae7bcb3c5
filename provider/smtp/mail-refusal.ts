import { z } from "zod";
import type { Quote } from "../model/quote";
import { EHLO_NAME_ADVICE, refusesEhloName } from "./ehlo-name";
import { parseReply, replyText } from "./reply-text";
import { loginAdvice, senderAdvice } from "./service-advice";
import type { Target } from "./target";

/** What the mail library adds to its errors. Its message is never used: it may hold what was sent. */
const failure = z.object({
  code: z.string().optional(),
  command: z.string().optional(),
  response: z.string().optional(),
});

/** Why a mail was not taken, and what to do: by the command that was refused, for now or for good, at which service. */
export function explainRefusal(
  error: unknown,
  target: Target,
  quote: Quote,
): { readonly seen: string; readonly advice: string } {
  const { code, command = "the mail", response } = failure.safeParse(error).data ?? {};
  if (!response)
    return { seen: `the server did not accept the mail (${code ?? "no reason known"})`, advice: LOG };
  const reply = parseReply(response);
  const seen = `the server answers ${command} with ${quote(replyText(reply))}`;
  if (refusesEhloName(reply, /^(EHLO|HELO)$/.test(command) ? "EHLO" : "another")) {
    return { seen, advice: EHLO_NAME_ADVICE };
  }
  if (reply.code < 500) {
    return { seen: `${seen}, a temporary refusal`, advice: LATER };
  }
  return { seen, advice: adviceOn(command, target) };
}

const LOG = "See the server's log for this mail.";
const LATER =
  "Wait and try again in a few minutes: the server calls this temporary. If it continues, check whether the account has reached a limit.";

function adviceOn(command: string, target: Target): string {
  if (command.startsWith("AUTH")) return loginAdvice(target);
  const sender = senderAdvice(target.host);
  switch (command) {
    case "MAIL FROM":
      return sender;
    case "RCPT TO":
      return `Try another recipient, and check whether this account may send to everybody. ${sender}`;
    case "DATA":
      return `Check the From address, the content and the account's limits: the server refused the whole mail. ${sender}`;
    default:
      return LOG;
  }
}
