import { extensions } from "../ehlo";
import { fail, pass, skipped, type Verdict } from "../finding";
import type { Case } from "./case";
import { quoteReply, tellFault, unlessTemporary } from "./words";

/** Auth0: "Support SMTP AUTH with the LOGIN protocol". Only what is offered under TLS counts (RFC 3207 §4.2). */
export function judgeAuthLogin(about: Case): Verdict {
  const { tls, greet, offer } = about.seen;
  if (!tls || tls.fault) return skipped("not tested: there is no TLS");
  if (greet?.value?.code !== 220) return skipped("not tested: the server did not greet");
  if (!offer || offer.fault) {
    const why = offer ? tellFault(offer.fault, about) : "not asked";
    return fail(
      `no answer to EHLO under TLS: ${why}`,
      "The server must go on after TLS has begun: see its log.",
    );
  }
  if (offer.value.code !== 250) {
    const refusal = `EHLO under TLS is refused: ${quoteReply(offer.value, about)}`;
    return fail(
      refusal,
      unlessTemporary(offer.value, "The server must go on after TLS has begun: see its log."),
    );
  }
  const mechanisms = extensions(offer.value).get("AUTH") ?? [];
  const offered = mechanisms.length > 0 ? about.quote(mechanisms.join(" ")) : "no AUTH at all";
  if (mechanisms.some((name) => name.toUpperCase() === "LOGIN")) return pass(`offers ${offered}`);
  return fail(
    `offers ${offered}`,
    "Auth0 logs in by AUTH LOGIN only: turn it on in the server's settings, or write an Action as a custom e-mail provider (https://auth0.com/docs/customize/email/configure-a-custom-email-provider).",
  );
}
