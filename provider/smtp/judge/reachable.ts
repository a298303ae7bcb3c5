import { fail, pass, type Verdict } from "../finding";
import type { Case } from "./case";
import { quoteReply, tellFault, unlessTemporary } from "./words";

/** Found in DNS, connected, greeted (RFC 5321 §3.1), and ready to talk. */
export function judgeReachable(about: Case): Verdict {
  const { subject, seen, quote } = about;
  const { resolve, connect, greet, hello } = seen;
  if (resolve?.fault) {
    return fail(
      tellFault(resolve.fault, about),
      "Check the host's spelling, and that this machine's DNS finds it.",
    );
  }
  if (!connect || connect.fault) {
    return fail(connect ? tellFault(connect.fault, about) : "not tried", connectAdvice(subject.port));
  }
  if (greet?.fault)
    return fail(`connected, but no greeting: ${tellFault(greet.fault, about)}`, greetAdvice(about));
  if (greet && greet.value.code !== 220) {
    const advice =
      "The server takes no mail from this machine. Ask whoever runs it, and see to it that it admits Auth0.";
    return fail(
      `the server greets with ${quoteReply(greet.value, about)}`,
      unlessTemporary(greet.value, advice),
    );
  }
  if (hello?.fault) {
    return fail(`greeted, but no answer to EHLO: ${tellFault(hello.fault, about)}`, NO_ESMTP);
  }
  if (hello && hello.value.code !== 250) {
    return fail(`EHLO is refused: ${quoteReply(hello.value, about)}`, unlessTemporary(hello.value, NO_ESMTP));
  }
  const greeting = greet ? `, greeted with ${quote([220, ...greet.value.lines].join(" "))}` : "";
  return pass(`connected to ${connect.value}${greeting}`);
}

const NO_ESMTP =
  "Auth0 needs a server that speaks ESMTP (RFC 5321). Check that host and port are those of one.";

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
