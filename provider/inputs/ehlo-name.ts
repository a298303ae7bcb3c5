import { isIPv4, isIPv6 } from "node:net";
import { faultOfHost } from "./host";

/**
 * What is wrong with a name for EHLO; undefined where nothing is. RFC 5321 §4.1.1.1: a host name, or an address literal
 * (§4.1.3): `[192.0.2.1]`, `[IPv6:2001:db8::1]`.
 */
export function faultOfEhloName(value: string): string | undefined {
  const literal = /^\[(.*)\]$/.exec(value)?.[1];
  if (literal !== undefined) {
    const [, v6] = /^IPv6:(.*)$/i.exec(literal) ?? [];
    return (v6 === undefined ? isIPv4(literal) : isIPv6(v6) && !v6.includes("%")) ? undefined : LITERAL;
  }
  return isIPv4(value) || isIPv6(value) ? LITERAL : faultOfHost(value);
}

const LITERAL = "must be a host name, or an address in brackets: [192.0.2.1] or [IPv6:2001:db8::1]";
