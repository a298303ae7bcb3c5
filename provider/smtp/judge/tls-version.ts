import type { ConnectionProblem } from "../connection-problem";
import type { Reply } from "../dialogue";
import { extensions } from "../ehlo";
import { fail, failHere, type Judgement, pass, skipped, withFacts } from "../finding";
import type { Evidence } from "./evidence";
import { refused, unanswered } from "./refused-or-unanswered";

/** Auth0: "Support TLS 1.2 or higher". The password never goes over less. */
export function judgeTlsVersion(evidence: Evidence): Judgement {
  const { target, seen } = evidence;
  const { hello, starttls, tls } = seen;
  if (!target.secure) {
    if (hello?.value?.code !== 250) return skipped("not tested: the conversation ended before TLS");
    if (!extensions(hello.value).has("STARTTLS")) return withoutStartTls(hello.value, evidence);
    if (starttls?.problem)
      return unanswered("no answer to STARTTLS: ", starttls.problem, NEEDS_TLS, evidence);
    if (starttls && starttls.value.code !== 220) {
      return refused("STARTTLS is refused:", starttls.value, NEEDS_TLS, evidence);
    }
  }
  if (!tls) return skipped("not tested: there was no connection");
  if (tls.problem)
    return unanswered("no TLS: ", tls.problem, handshakeAdvice(tls.problem, target.secure), evidence);
  const { protocol, cipher } = tls.value;
  const judgement = MODERN.has(protocol)
    ? pass(`${protocol}, ${cipher}`)
    : fail(`${protocol} at most`, ALLOW_TLS);
  return withFacts(judgement, { protocol, cipher });
}

const MODERN: ReadonlySet<string> = new Set(["TLSv1.2", "TLSv1.3"]);

const ALLOW_TLS = "Allow TLS 1.2 and 1.3 in the server's settings: Auth0 needs TLS 1.2 or higher.";
const NEEDS_TLS =
  "Turn on STARTTLS in the server's settings, or use a port that has it: Auth0 needs TLS 1.2 or higher.";

function withoutStartTls(hello: Reply, { quote }: Evidence): Judgement {
  const masked = hello.lines.slice(1).find((line) => MASKED.test(line));
  if (masked === undefined) return fail("the server offers no STARTTLS", NEEDS_TLS);
  const offer = `the server offers no STARTTLS, but ${quote(masked)}`;
  return failHere(`${offer}: a Cisco firewall (ASA, PIX) on the way overwrites it with X`, FIREWALL);
}

/** What `inspect esmtp` leaves of a keyword that it does not let through. */
const MASKED = /^X{4,}[A-Z]?$/;
const FIREWALL =
  "Set the firewall to let STARTTLS through (allow-tls under inspect esmtp), or not to inspect this traffic. It may be in front of the server, or only in front of this machine. Source: https://www.cisco.com/c/en/us/support/docs/security/email-security-appliance/118550-qa-esa-00.html (2026-11-25).";

function handshakeAdvice(problem: ConnectionProblem, secure: boolean): string {
  if (problem.kind === "unasked") {
    return "Find out the cause before you send a password: somebody on the way may be injecting commands, or the server is broken.";
  }
  if (problem.kind === "tls" && secure) {
    return "Allow TLS 1.2 and 1.3 in the server's settings. If this port wants STARTTLS, do not use TLS from the start.";
  }
  return "Check the server's TLS settings and its certificate's key: Auth0 needs TLS 1.2 or higher.";
}
