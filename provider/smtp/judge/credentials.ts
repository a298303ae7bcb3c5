import { pass, skipped, type Verdict, withFacts } from "../finding";
import { isAccepted } from "../observations";
import { loginAdvice } from "../service-advice";
import type { Case } from "./case";
import { refused, unanswered } from "./words";

/** The server lets this user in. */
export function judgeCredentials(about: Case): Verdict {
  const { subject, seen } = about;
  const { verdict } = subject.credentials;
  if (verdict) return verdict;
  const { login } = seen;
  if (!login)
    return skipped("not tested: the password goes only to a server that has passed all before this");
  if (login.fault) {
    return unanswered("no answer to the login: ", login.fault, "See the server's log for this login.", about);
  }
  const { reply, to } = login.value;
  if (isAccepted(login.value)) return withFacts(pass("accepted"), { code: reply.code });
  const after = to === "AUTH LOGIN" ? "AUTH LOGIN" : `the ${to}`;
  const judgement = refused(`refused after ${after}:`, reply, loginAdvice(subject), about);
  return withFacts(judgement, { code: reply.code });
}
