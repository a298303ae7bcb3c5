import { isIPv6, type Socket } from "node:net";
import type { Reply } from "./dialogue";

/**
 * What this machine calls itself in EHLO (RFC 5321 §4.1.1.1): the name it was given, else its address as a literal
 * (§4.1.3), for want of a name that the server could look up.
 */
export function ehloNameOf({ ehloName }: { readonly ehloName?: string | undefined }, socket: Socket): string {
  if (ehloName !== undefined) return ehloName;
  const { localAddress = "127.0.0.1" } = socket;
  return isIPv6(localAddress) ? `[IPv6:${localAddress}]` : `[${localAddress}]`;
}

/** What to do about it, in the words of both the resource and the command line. */
export const EHLO_NAME_ADVICE =
  "Set ehloName in preflight (on the command line: --ehlo-name) to a host name of this machine that is in DNS. This says nothing of Auth0, which has a name of its own.";

/**
 * Whether a server refuses what this machine calls itself, not the command or the service. As real servers put it:
 * "421-4.7.0 Try again later, closing connection. (EHLO)" (Google), "501 5.5.4 Invalid domain name" (Exchange),
 * "501 Syntactically invalid EHLO argument(s)" and "550 Access denied - Invalid HELO name" (Exim), "504 5.5.2 <x>: Helo
 * command rejected: need fully-qualified hostname" (Postfix, which may keep it back until RCPT TO), "550 HELO host name
 * must have a dot" (Haraka).
 */
export function refusesEhloName({ code, lines }: Reply, command: "EHLO" | "another"): boolean {
  const words = lines.join(" ");
  // 500, 502: no such command. 503: out of turn ("send HELO first").
  if (code < 400 || [500, 502, 503].includes(code) || CLIENT.test(words)) return false;
  if (command === "another") return HELO.test(words);
  // 501, 504: the parameter is at problem, and there is only one.
  return code === 501 || code === 504 || HELO.test(words) || NAME.test(words);
}

const HELO = /\b(?:HELO|EHLO)\b/i;
const NAME = /\b(?:host|domain) ?name\b|\bfully[- ]qualified\b|\bFQDN\b|\binvalid domain\b/i;
/** The address that this machine comes from, and what DNS says of it: no name in EHLO would help. */
const CLIENT = /\bclient host\b|\breverse\b|\bPTR\b|\brDNS\b|\bblock(?:ed|list)|\bblacklist/i;
