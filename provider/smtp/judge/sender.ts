import { fail, pass, skipped, type Verdict, warn } from "../finding";
import type { Case } from "./case";
import { quoteReply, tellFault, unlessTemporary } from "./words";

/** The account may send as the From address. A refusal as a recipient need not matter, so it only warns. */
export function judgeSender(about: Case): Verdict {
  const { subject, seen } = about;
  const { verdict } = subject.sender;
  if (verdict) return verdict;
  const { mail, rcpt } = seen;
  if (!mail) return skipped("not tested: without a login a server does not say who may send");
  if (mail.fault) return fail(`no answer to MAIL FROM: ${tellFault(mail.fault, about)}`, SENDER_ADVICE);
  if (mail.value.code !== 250) {
    return fail(
      `MAIL FROM is refused: ${quoteReply(mail.value, about)}`,
      unlessTemporary(mail.value, SENDER_ADVICE),
    );
  }
  if (!rcpt || rcpt.fault) {
    const why = rcpt ? tellFault(rcpt.fault, about) : "not asked";
    return warn(`accepted, but no answer to RCPT TO: ${why}`, RECIPIENT_ADVICE);
  }
  if (rcpt.value.code === 250 || rcpt.value.code === 251) return pass("accepted as sender and as recipient");
  return warn(
    `accepted, but RCPT TO is refused: ${quoteReply(rcpt.value, about)}`,
    unlessTemporary(rcpt.value, RECIPIENT_ADVICE),
  );
}

const SENDER_ADVICE =
  "Allow this account to send as the From address (verify the address or its domain), or use another.";
const RECIPIENT_ADVICE =
  "Mail to the From address itself is refused: no matter if nobody reads there, but see whether the server relays to others.";
