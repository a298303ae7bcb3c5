import { fail, pass, skipped, type Verdict } from "../finding";
import { isAccepted } from "../observations";
import { serviceOf } from "../services";
import type { Case } from "./case";
import { quoteReply, tellFault, unlessTemporary } from "./words";

/** The server lets this user in. */
export function judgeCredentials(about: Case): Verdict {
  const { subject, seen } = about;
  const { verdict } = subject.credentials;
  if (verdict) return verdict;
  const { login } = seen;
  if (!login)
    return skipped("not tested: the password goes only to a server that has passed all before this");
  if (login.fault) {
    return fail(
      `no answer to the login: ${tellFault(login.fault, about)}`,
      "See the server's log for this login.",
    );
  }
  if (isAccepted(login.value)) return pass("accepted");
  const { reply, to } = login.value;
  const after = to === "AUTH LOGIN" ? "AUTH LOGIN" : `the ${to}`;
  return fail(`refused after ${after}: ${quoteReply(reply, about)}`, unlessTemporary(reply, adviceOn(about)));
}

function adviceOn({ subject }: Case): string {
  const service = serviceOf(subject.host);
  const hint = service?.login ? ` ${service.name}: ${service.login}` : "";
  return `Check user name and password, and that this account may use SMTP AUTH.${hint}`;
}
