import { type Judgement, pass, skipped, withFacts } from "../finding";
import { isAccepted } from "../observations";
import { loginAdvice } from "../service-advice";
import type { Evidence } from "./evidence";
import { refused, unanswered } from "./refused-or-unanswered";

/** The server lets this user in. */
export function judgeCredentials(evidence: Evidence): Judgement {
  const { target, seen } = evidence;
  if (target.login.judgement) return target.login.judgement;
  const { login } = seen;
  if (!login)
    return skipped("not tested: the password goes only to a server that has passed all before this");
  if (login.problem) {
    return unanswered(
      "no answer to the login: ",
      login.problem,
      "See the server's log for this login.",
      evidence,
    );
  }
  const { reply, to } = login.value;
  if (isAccepted(login.value)) return withFacts(pass("accepted"), { code: reply.code });
  const after = to === "AUTH LOGIN" ? "AUTH LOGIN" : `the ${to}`;
  const refusal = refused(`refused after ${after}:`, reply, loginAdvice(target), evidence);
  return withFacts(refusal, { code: reply.code });
}
