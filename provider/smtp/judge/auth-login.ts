import { extensions } from "../ehlo";
import { fail, type Judgement, pass, skipped, withFacts } from "../finding";
import { ehloNameRefusal } from "./ehlo-name-refusal";
import type { Evidence } from "./evidence";
import { refused, unanswered } from "./refused-or-unanswered";

/** Auth0: "Support SMTP AUTH with the LOGIN protocol". Only what is offered under TLS counts (RFC 3207 §4.2). */
export function judgeAuthLogin(evidence: Evidence): Judgement {
  const { tls, greet, offer } = evidence.seen;
  if (!tls || tls.problem) return skipped("not tested: there is no TLS");
  if (greet?.value?.code !== 220) return skipped("not tested: the server did not greet");
  if (ehloNameRefusal(evidence.seen))
    return skipped("not tested: the server refuses this machine's name in EHLO");
  if (!offer) return fail("no answer to EHLO under TLS: not asked", GO_ON);
  if (offer.problem) return unanswered("no answer to EHLO under TLS: ", offer.problem, GO_ON, evidence);
  if (offer.value.code !== 250) return refused("EHLO under TLS is refused:", offer.value, GO_ON, evidence);
  const mechanisms = unique(extensions(offer.value).get("AUTH") ?? []);
  const offered = mechanisms.length > 0 ? evidence.quote(mechanisms.join(" ")) : "no AUTH at all";
  const hasLogin = mechanisms.some((name) => name.toUpperCase() === "LOGIN");
  const judgement = hasLogin ? pass(`offers ${offered}`) : fail(`offers ${offered}`, WITHOUT_LOGIN);
  return withFacts(judgement, { mechanisms: mechanisms.map(evidence.clean) });
}

const WITHOUT_LOGIN =
  "Turn on AUTH LOGIN in the server's settings: Auth0 logs in by AUTH LOGIN only. Or write an Action as a custom e-mail provider (https://auth0.com/docs/customize/email/configure-a-custom-email-provider).";

const GO_ON = "Check the server's log: the server must continue after TLS has begun.";

/** Many servers offer the same twice: in today's form and in that of before RFC 2554 (`AUTH=LOGIN`). */
function unique(mechanisms: readonly string[]): string[] {
  const upper = mechanisms.map((name) => name.toUpperCase());
  return mechanisms.filter((_name, at) => upper.indexOf(upper[at] ?? "") === at);
}
