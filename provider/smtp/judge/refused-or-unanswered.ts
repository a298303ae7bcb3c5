import type { ConnectionProblem } from "../connection-problem";
import type { Reply } from "../dialogue";
import { fail, failHere, type Judgement } from "../finding";
import { replyText } from "../reply-text";
import { describeTlsError, tlsErrorAdvice } from "./describe-tls-error";
import type { Evidence } from "./evidence";

/** A reply in the server's own words. */
export const quoteReply = (reply: Reply, { quote }: Evidence) => quote(replyText(reply));

export const isTemporary = ({ code }: Reply) => code >= 400 && code < 500;

/**
 * A refusal fails, in the server's own words. One for now is called so (RFC 5321 §4.2.1), and says nothing of the next
 * time.
 */
export function refused(what: string, reply: Reply, advice: string, evidence: Evidence): Judgement {
  const seen = `${what} ${quoteReply(reply, evidence)}`;
  return isTemporary(reply) ? failHere(`${seen}, a temporary refusal`, TRY_AGAIN) : fail(seen, advice);
}

/** The same of a refusal that this machine met, and others may not. */
export const refusedHere = (...args: Parameters<typeof refused>): Judgement => ({
  ...refused(...args),
  onlyHere: true,
});

export const TRY_AGAIN = "Wait and try again in a few minutes: the server calls this temporary.";

/** No answer fails. Where the way to the server may be the cause, Auth0 may get one. */
export function unanswered(
  what: string,
  problem: ConnectionProblem,
  advice: string,
  evidence: Evidence,
): Judgement {
  const seen = `${what}${describeProblem(problem, evidence)}`;
  switch (problem.kind) {
    case "timeout":
      return failHere(seen, `${advice} ${MORE_TIME}`);
    case "closed":
    case "network":
      return failHere(seen, advice);
    case "tls":
      return fail(seen, tlsErrorAdvice(problem.code) ?? advice);
    default:
      return fail(seen, advice);
  }
}

const MORE_TIME =
  "If the server is only slow, give it more time: set timeoutSeconds (on the command line: --timeout).";

/** Why there was no answer. */
export function describeProblem(problem: ConnectionProblem, { target, quote }: Evidence): string {
  switch (problem.kind) {
    case "timeout":
      return `no answer within ${target.timeoutSeconds} s`;
    case "closed":
      return "the server closed the connection";
    case "network":
      return NETWORK[problem.code] ?? `the connection failed (${problem.code})`;
    case "tls":
      return describeTlsError(problem.code);
    case "malformed":
      return `${quote(problem.line)}, which is not an SMTP reply`;
    case "oversized":
      return "the reply is longer than 64 KiB";
    case "unasked":
      return "the server sent more after its reply, unasked";
  }
}

const NETWORK: Record<string, string | undefined> = {
  ENOTFOUND: "DNS knows no such host (ENOTFOUND)",
  EAI_AGAIN: "DNS gave no answer (EAI_AGAIN)",
  ECONNREFUSED: "connection refused (ECONNREFUSED)",
  ETIMEDOUT: "no answer to the connection attempt (ETIMEDOUT)",
  ERR_SOCKET_CONNECTION_TIMEOUT: "no answer to the connection attempts (ETIMEDOUT)",
  EHOSTUNREACH: "no route to the host (EHOSTUNREACH)",
  ENETUNREACH: "no route to the host's network (ENETUNREACH)",
};
