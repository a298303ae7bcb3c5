import { EHLO_NAME_ADVICE } from "../ehlo-name";
import { failHere, type Judgement, pass, warn, withFacts } from "../finding";
import { replyText } from "../reply-text";
import { ehloNameRefusal } from "./ehlo-name-refusal";
import type { Evidence } from "./evidence";
import { quoteReply, refused, refusedHere, unanswered } from "./refused-or-unanswered";

/** Found in DNS, connected, greeted (RFC 5321 §3.1), and ready to talk. */
export function judgeReachable(evidence: Evidence): Judgement {
  const { target, seen } = evidence;
  const { resolve, connect } = seen;
  if (resolve?.problem) {
    return unanswered(
      "",
      resolve.problem,
      "Check the host's spelling, and that this machine's DNS finds it.",
      evidence,
    );
  }
  if (!connect) return failHere("no connection was tried", connectAdvice(target.port));
  if (connect.problem) return unanswered("", connect.problem, connectAdvice(target.port), evidence);
  return withFacts(judgeConversation(connect.value, evidence), { address: connect.value });
}

/** What the server at `address` says first. */
function judgeConversation(address: string, evidence: Evidence): Judgement {
  const { greet, hello } = evidence.seen;
  if (greet?.problem) {
    return unanswered("connected, but no greeting: ", greet.problem, greetAdvice(evidence), evidence);
  }
  if (greet && greet.value.code !== 220) {
    return refusedHere("the server greets with", greet.value, TURNED_AWAY, evidence);
  }
  const nameless = ehloNameRefusal(evidence.seen);
  if (nameless) {
    const words = quoteReply(nameless, evidence);
    const seen = `connected to ${address}, but the server refuses this machine's name in EHLO: ${words}`;
    return warn(seen, EHLO_NAME_ADVICE);
  }
  if (hello?.problem)
    return unanswered("greeted, but no answer to EHLO: ", hello.problem, NO_ESMTP, evidence);
  if (hello && hello.value.code !== 250) {
    return NO_SUCH_COMMAND.includes(hello.value.code)
      ? refused("EHLO is refused:", hello.value, NO_ESMTP, evidence)
      : refusedHere("EHLO is refused:", hello.value, TURNED_AWAY, evidence);
  }
  const greeting = greet ? `, greeted with ${evidence.quote(replyText(greet.value))}` : "";
  return pass(`connected to ${address}${greeting}`);
}

/** RFC 5321 §4.2.2: what a server says to a command that it does not have. */
const NO_SUCH_COMMAND: readonly number[] = [500, 502];

const NO_ESMTP = "Check that an ESMTP server (RFC 5321) listens at this host and port: Auth0 needs one.";
const TURNED_AWAY =
  "Ask the operator of the server to admit Auth0: the server accepts no mail from this machine.";

function connectAdvice(port: number): string {
  return port === 25
    ? "Use port 587: many networks and cloud providers block outgoing port 25."
    : "Check host and port, that the server runs, and that no firewall blocks the way. The server must also admit Auth0's addresses.";
}

function greetAdvice({ target }: Evidence): string {
  return target.secure
    ? "Check that an SMTP server listens on this port."
    : "Check that an SMTP server with STARTTLS listens on this port. A server with TLS from the start is silent until TLS begins.";
}
