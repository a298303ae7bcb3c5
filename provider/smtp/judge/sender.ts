import type { Reply } from "../dialogue";
import { EHLO_NAME_ADVICE, refusesEhloName } from "../ehlo-name";
import { type Judgement, pass, skipped, warn, withFacts } from "../finding";
import { senderAdvice } from "../service-advice";
import type { Evidence } from "./evidence";
import {
  describeProblem,
  isTemporary,
  quoteReply,
  refused,
  TRY_AGAIN,
  unanswered,
} from "./refused-or-unanswered";

/** The account may send as the From address. A refusal as a recipient need not matter, so it only warns. */
export function judgeSender(evidence: Evidence): Judgement {
  const { target, seen } = evidence;
  const { judgement } = target.sender;
  if (judgement) return judgement;
  const { mail, rcpt } = seen;
  if (!mail) return skipped("not tested: without a login a server does not say who may send");
  if (mail.problem)
    return unanswered("no answer to MAIL FROM: ", mail.problem, senderAdvice(target.host), evidence);
  if (mail.value.code !== 250)
    return withFacts(judgeMailFrom(mail.value, evidence), { code: mail.value.code });
  if (!rcpt || rcpt.problem) {
    const why = rcpt ? describeProblem(rcpt.problem, evidence) : "not asked";
    return warn(`accepted, but no answer to RCPT TO: ${why}`, RECIPIENT_ADVICE);
  }
  return withFacts(judgeRcptTo(rcpt.value, evidence), { code: rcpt.value.code });
}

function judgeMailFrom(reply: Reply, evidence: Evidence): Judgement {
  return (
    warnOfEhloName("MAIL FROM is refused", reply, evidence) ??
    refused("MAIL FROM is refused:", reply, senderAdvice(evidence.target.host), evidence)
  );
}

function judgeRcptTo(reply: Reply, evidence: Evidence): Judgement {
  if (reply.code === 250 || reply.code === 251) return pass("accepted as sender and as recipient");
  const words = quoteReply(reply, evidence);
  return (
    warnOfEhloName("accepted, but RCPT TO is refused", reply, evidence) ??
    (isTemporary(reply)
      ? warn(`accepted, but RCPT TO is refused: ${words}, a temporary refusal`, TRY_AGAIN)
      : warn(`accepted, but RCPT TO is refused: ${words}`, RECIPIENT_ADVICE))
  );
}

/** A server may wait until here with its refusal of this machine's name (Postfix: `smtpd_delay_reject`). */
function warnOfEhloName(what: string, reply: Reply, evidence: Evidence): Judgement | undefined {
  if (!refusesEhloName(reply, "another")) return undefined;
  return warn(
    `${what} because of this machine's name in EHLO: ${quoteReply(reply, evidence)}`,
    EHLO_NAME_ADVICE,
  );
}

const RECIPIENT_ADVICE =
  "Check that the server relays mail to other addresses. It refuses mail to the From address itself, which is harmless if nobody reads mail there.";
