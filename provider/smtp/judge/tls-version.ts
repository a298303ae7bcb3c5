import { extensions } from "../ehlo";
import type { Fault } from "../fault";
import { fail, pass, skipped, type Verdict } from "../finding";
import type { Case } from "./case";
import { quoteReply, tellFault, unlessTemporary } from "./words";

/** Auth0: "Support TLS 1.2 or higher". The password never goes over less. */
export function judgeTlsVersion(about: Case): Verdict {
  const { subject, seen } = about;
  const { hello, starttls, tls } = seen;
  if (!subject.secure) {
    if (hello?.value?.code !== 250) return skipped("not tested: the conversation ended before TLS");
    if (!extensions(hello.value).has("STARTTLS")) return fail("the server offers no STARTTLS", NEEDS_TLS);
    if (starttls?.fault) return fail(`no answer to STARTTLS: ${tellFault(starttls.fault, about)}`, NEEDS_TLS);
    if (starttls && starttls.value.code !== 220) {
      const refusal = `STARTTLS is refused: ${quoteReply(starttls.value, about)}`;
      return fail(refusal, unlessTemporary(starttls.value, NEEDS_TLS));
    }
  }
  if (!tls) return skipped("not tested: there was no connection");
  if (tls.fault)
    return fail(`no TLS: ${tellFault(tls.fault, about)}`, handshakeAdvice(tls.fault, subject.secure));
  const { protocol, cipher } = tls.value;
  if (MODERN.has(protocol)) return pass(`${protocol}, ${cipher}`);
  return fail(
    `${protocol} at most`,
    "Auth0 needs TLS 1.2 or higher: allow TLS 1.2 and 1.3 in the server's settings.",
  );
}

const MODERN: ReadonlySet<string> = new Set(["TLSv1.2", "TLSv1.3"]);

const NEEDS_TLS =
  "Auth0 needs TLS 1.2 or higher: turn on STARTTLS in the server's settings, or use a port that has it.";

function handshakeAdvice(fault: Fault, secure: boolean): string {
  if (fault.kind === "unasked") {
    return "Somebody on the way may be injecting commands, or the server is faulty: find out before it gets a password.";
  }
  if (fault.kind === "tls" && secure) {
    return "Allow TLS 1.2 and 1.3 in the server's settings. If this port wants STARTTLS, do not use TLS from the start.";
  }
  return "Auth0 needs TLS 1.2 or higher: check the server's TLS settings and its certificate's key.";
}
