import { z } from "zod";
import { EHLO_NAME_ADVICE, refusesEhloName } from "./ehlo-name";
import type { Quote } from "./quote";
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
  if (!response) return { seen: `the mail was not taken (${code ?? "no reason known"})`, advice: LOG };
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
  "The server calls this temporary: try again in some minutes. If it stays so, see whether the account has reached a limit.";

function adviceOn(command: string, target: Target): string {
  if (command.startsWith("AUTH")) return loginAdvice(target);
  const sender = senderAdvice(target.host);
  switch (command) {
    case "MAIL FROM":
      return sender;
    case "RCPT TO":
      return `The server takes no mail for this recipient from this account: try another, and see whether the account may send to anybody yet. ${sender}`;
    case "DATA":
      return `The server has seen the whole mail, and refuses it for its From address, its content or a limit. ${sender}`;
    default:
      return LOG;
  }
}
