import type { Reply } from "../dialogue";
import type { Fault } from "../fault";
import { fail, failHere, type Verdict } from "../finding";
import { wordsOf } from "../reply-words";
import type { Case } from "./case";
import { tellTls, tlsAdvice } from "./tls-words";

/** A reply in the server's own words. */
export const quoteReply = (reply: Reply, { quote }: Case) => quote(wordsOf(reply));

export const isTemporary = ({ code }: Reply) => code >= 400 && code < 500;

/**
 * A refusal fails, in the server's own words. One for now is called so (RFC 5321 §4.2.1), and says nothing of the next
 * time.
 */
export function refused(what: string, reply: Reply, advice: string, about: Case): Verdict {
  const seen = `${what} ${quoteReply(reply, about)}`;
  return isTemporary(reply) ? failHere(`${seen}, a temporary refusal`, TRY_AGAIN) : fail(seen, advice);
}

/** The same of a refusal that this machine met, and others may not. */
export const refusedHere = (...args: Parameters<typeof refused>): Verdict => ({
  ...refused(...args),
  onlyHere: true,
});

export const TRY_AGAIN = "The server calls this temporary: try again in some minutes.";

/** No answer fails. Where the way to the server may be the cause, Auth0 may get one. */
export function unanswered(what: string, fault: Fault, advice: string, about: Case): Verdict {
  const seen = `${what}${tellFault(fault, about)}`;
  switch (fault.kind) {
    case "timeout":
      return failHere(seen, `${advice} ${MORE_TIME}`);
    case "closed":
    case "network":
      return failHere(seen, advice);
    case "tls":
      return fail(seen, tlsAdvice(fault.code) ?? advice);
    default:
      return fail(seen, advice);
  }
}

const MORE_TIME =
  "If the server is only slow, give it more time: set timeoutSeconds (on the command line: --timeout).";

/** Why there was no answer. */
export function tellFault(fault: Fault, { subject, quote }: Case): string {
  switch (fault.kind) {
    case "timeout":
      return `no answer within ${subject.timeoutSeconds} s`;
    case "closed":
      return "the server closed the connection";
    case "network":
      return NETWORK[fault.code] ?? `the connection failed (${fault.code})`;
    case "tls":
      return tellTls(fault.code);
    case "malformed":
      return `${quote(fault.line)}, which is no SMTP answer`;
    case "oversized":
      return "an answer of more than 64 KiB, which was not read any further";
    case "unasked":
      return "the server went on talking unasked behind its answer";
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
