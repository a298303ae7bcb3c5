import type { Reply } from "../dialogue";
import type { Fault } from "../fault";
import type { Case } from "./case";

/** A reply in the server's own words; a temporary refusal is called so (RFC 5321 §4.2.1). */
export function quoteReply(reply: Reply, { quote }: Case): string {
  const words = quote([reply.code, ...reply.lines].join(" "));
  return isTemporary(reply) ? `${words}, a temporary refusal` : words;
}

export const isTemporary = ({ code }: Reply) => code >= 400 && code < 500;

/** What to do about a refusal: for a temporary one, first of all, nothing. */
export const unlessTemporary = (reply: Reply, advice: string) =>
  isTemporary(reply) ? "The server calls this temporary: try again in some minutes." : advice;

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
      return TLS[fault.code] ?? `the TLS handshake failed (${fault.code})`;
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
  ERR_SOCKET_CONNECTION_TIMEOUT: "no answer to the connection attempts",
  EHOSTUNREACH: "no route to the host (EHOSTUNREACH)",
  ENETUNREACH: "no route to the host's network (ENETUNREACH)",
};

const TLS: Record<string, string | undefined> = {
  ERR_SSL_WRONG_VERSION_NUMBER: "the answer to the TLS handshake is not TLS",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "the answer to the TLS handshake is not TLS",
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: "the server refuses TLS 1.2 and 1.3",
  ERR_SSL_UNSUPPORTED_PROTOCOL: "the server speaks only TLS versions below 1.2",
};
