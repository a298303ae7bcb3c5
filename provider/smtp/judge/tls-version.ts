import type { Reply } from "../dialogue";
import { extensions } from "../ehlo";
import type { Fault } from "../fault";
import { fail, failHere, pass, skipped, type Verdict, withFacts } from "../finding";
import type { Case } from "./case";
import { refused, unanswered } from "./words";

/** Auth0: "Support TLS 1.2 or higher". The password never goes over less. */
export function judgeTlsVersion(about: Case): Verdict {
  const { subject, seen } = about;
  const { hello, starttls, tls } = seen;
  if (!subject.secure) {
    if (hello?.value?.code !== 250) return skipped("not tested: the conversation ended before TLS");
    if (!extensions(hello.value).has("STARTTLS")) return withoutStartTls(hello.value, about);
    if (starttls?.fault) return unanswered("no answer to STARTTLS: ", starttls.fault, NEEDS_TLS, about);
    if (starttls && starttls.value.code !== 220) {
      return refused("STARTTLS is refused:", starttls.value, NEEDS_TLS, about);
    }
  }
  if (!tls) return skipped("not tested: there was no connection");
  if (tls.fault) return unanswered("no TLS: ", tls.fault, handshakeAdvice(tls.fault, subject.secure), about);
  const { protocol, cipher } = tls.value;
  const judgement = MODERN.has(protocol)
    ? pass(`${protocol}, ${cipher}`)
    : fail(`${protocol} at most`, ALLOW_TLS);
  return withFacts(judgement, { protocol, cipher });
}

const MODERN: ReadonlySet<string> = new Set(["TLSv1.2", "TLSv1.3"]);

const ALLOW_TLS = "Auth0 needs TLS 1.2 or higher: allow TLS 1.2 and 1.3 in the server's settings.";
const NEEDS_TLS =
  "Auth0 needs TLS 1.2 or higher: turn on STARTTLS in the server's settings, or use a port that has it.";

function withoutStartTls(hello: Reply, { quote }: Case): Verdict {
  const masked = hello.lines.slice(1).find((line) => MASKED.test(line));
  if (masked === undefined) return fail("the server offers no STARTTLS", NEEDS_TLS);
  const offer = `the server offers no STARTTLS, but ${quote(masked)}`;
  return failHere(`${offer}: a Cisco firewall (ASA, PIX) between writes X over it`, FIREWALL);
}

/** What `inspect esmtp` leaves of a keyword that it does not let through. */
const MASKED = /^X{4,}[A-Z]?$/;
const FIREWALL =
  "Have the firewall let STARTTLS through (allow-tls under inspect esmtp), or not inspect this traffic. It may stand before the server, or before this machine only. Source: https://www.cisco.com/c/en/us/support/docs/security/email-security-appliance/118550-qa-esa-00.html (2026-11-25).";

function handshakeAdvice(fault: Fault, secure: boolean): string {
  if (fault.kind === "unasked") {
    return "Somebody on the way may be injecting commands, or the server is faulty: find out before it gets a password.";
  }
  if (fault.kind === "tls" && secure) {
    return "Allow TLS 1.2 and 1.3 in the server's settings. If this port wants STARTTLS, do not use TLS from the start.";
  }
  return "Auth0 needs TLS 1.2 or higher: check the server's TLS settings and its certificate's key.";
}
