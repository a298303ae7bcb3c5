import type { Reply } from "../dialogue";
import { EHLO_NAME_ADVICE, refusesEhloName } from "../ehlo-name";
import { pass, skipped, type Verdict, warn, withFacts } from "../finding";
import { senderAdvice } from "../service-advice";
import type { Case } from "./case";
import { isTemporary, quoteReply, refused, TRY_AGAIN, tellFault, unanswered } from "./words";

/** The account may send as the From address. A refusal as a recipient need not matter, so it only warns. */
export function judgeSender(about: Case): Verdict {
  const { subject, seen } = about;
  const { verdict } = subject.sender;
  if (verdict) return verdict;
  const { mail, rcpt } = seen;
  if (!mail) return skipped("not tested: without a login a server does not say who may send");
  if (mail.fault)
    return unanswered("no answer to MAIL FROM: ", mail.fault, senderAdvice(subject.host), about);
  if (mail.value.code !== 250) return withFacts(judgeMailFrom(mail.value, about), { code: mail.value.code });
  if (!rcpt || rcpt.fault) {
    const why = rcpt ? tellFault(rcpt.fault, about) : "not asked";
    return warn(`accepted, but no answer to RCPT TO: ${why}`, RECIPIENT_ADVICE);
  }
  return withFacts(judgeRcptTo(rcpt.value, about), { code: rcpt.value.code });
}

function judgeMailFrom(reply: Reply, about: Case): Verdict {
  return (
    ofTheName("MAIL FROM is refused", reply, about) ??
    refused("MAIL FROM is refused:", reply, senderAdvice(about.subject.host), about)
  );
}

function judgeRcptTo(reply: Reply, about: Case): Verdict {
  if (reply.code === 250 || reply.code === 251) return pass("accepted as sender and as recipient");
  const words = quoteReply(reply, about);
  return (
    ofTheName("accepted, but RCPT TO is refused", reply, about) ??
    (isTemporary(reply)
      ? warn(`accepted, but RCPT TO is refused: ${words}, a temporary refusal`, TRY_AGAIN)
      : warn(`accepted, but RCPT TO is refused: ${words}`, RECIPIENT_ADVICE))
  );
}

/** A server may wait until here with its refusal of this machine's name (Postfix: `smtpd_delay_reject`). */
function ofTheName(what: string, reply: Reply, about: Case): Verdict | undefined {
  if (!refusesEhloName(reply, "another")) return undefined;
  return warn(
    `${what} because of this machine's name in EHLO: ${quoteReply(reply, about)}`,
    EHLO_NAME_ADVICE,
  );
}

const RECIPIENT_ADVICE =
  "Mail to the From address itself is refused: no matter if nobody reads there, but see whether the server relays to others.";
