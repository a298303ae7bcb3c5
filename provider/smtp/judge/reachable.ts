import { EHLO_NAME_ADVICE } from "../ehlo-name";
import { failHere, pass, type Verdict, warn, withFacts } from "../finding";
import { wordsOf } from "../reply-words";
import type { Case } from "./case";
import { refusalOfName } from "./refusal-of-name";
import { quoteReply, refused, refusedHere, unanswered } from "./words";

/** Found in DNS, connected, greeted (RFC 5321 §3.1), and ready to talk. */
export function judgeReachable(about: Case): Verdict {
  const { subject, seen } = about;
  const { resolve, connect } = seen;
  if (resolve?.fault) {
    return unanswered(
      "",
      resolve.fault,
      "Check the host's spelling, and that this machine's DNS finds it.",
      about,
    );
  }
  if (!connect) return failHere("not tried", connectAdvice(subject.port));
  if (connect.fault) return unanswered("", connect.fault, connectAdvice(subject.port), about);
  return withFacts(judgeConversation(connect.value, about), { address: connect.value });
}

/** What the server at `address` says first. */
function judgeConversation(address: string, about: Case): Verdict {
  const { greet, hello } = about.seen;
  if (greet?.fault) {
    return unanswered("connected, but no greeting: ", greet.fault, greetAdvice(about), about);
  }
  if (greet && greet.value.code !== 220) {
    return refusedHere("the server greets with", greet.value, TURNED_AWAY, about);
  }
  const nameless = refusalOfName(about.seen);
  if (nameless) {
    const words = quoteReply(nameless, about);
    const seen = `connected to ${address}, but the server refuses this machine's name in EHLO: ${words}`;
    return warn(seen, EHLO_NAME_ADVICE);
  }
  if (hello?.fault) return unanswered("greeted, but no answer to EHLO: ", hello.fault, NO_ESMTP, about);
  if (hello && hello.value.code !== 250) {
    return NO_SUCH_COMMAND.includes(hello.value.code)
      ? refused("EHLO is refused:", hello.value, NO_ESMTP, about)
      : refusedHere("EHLO is refused:", hello.value, TURNED_AWAY, about);
  }
  const greeting = greet ? `, greeted with ${about.quote(wordsOf(greet.value))}` : "";
  return pass(`connected to ${address}${greeting}`);
}

/** RFC 5321 §4.2.2: what a server says to a command that it does not have. */
const NO_SUCH_COMMAND: readonly number[] = [500, 502];

const NO_ESMTP =
  "Auth0 needs a server that speaks ESMTP (RFC 5321). Check that host and port are those of one.";
const TURNED_AWAY =
  "The server takes no mail from this machine. Ask whoever runs it, and see to it that it admits Auth0.";

function connectAdvice(port: number): string {
  return port === 25
    ? "Many networks and cloud providers block outgoing port 25. Use 587."
    : "Check host and port, that the server runs, and that no firewall is between. It must also admit Auth0's addresses.";
}

function greetAdvice({ subject }: Case): string {
  return subject.secure
    ? "Check that this port is an SMTP server's."
    : "Check that this port is an SMTP server's with STARTTLS. One with TLS from the start is silent until TLS begins.";
}
