import { z } from "zod";
import { isIpv4, problemWithHost } from "./host";

/**
 * What is wrong with a name for EHLO; undefined where nothing is. RFC 5321 §4.1.1.1: a host name, or an address literal
 * (§4.1.3): `[192.0.2.1]`, `[IPv6:2001:db8::1]`.
 */
export function problemWithEhloName(value: string): string | undefined {
  const literal = /^\[(.*)\]$/.exec(value)?.[1];
  if (literal !== undefined) {
    const [, v6] = /^IPv6:(.*)$/i.exec(literal) ?? [];
    return (v6 === undefined ? isIpv4(literal) : isIpv6(v6)) ? undefined : LITERAL;
  }
  return isIpv4(value) || isIpv6(value) ? LITERAL : problemWithHost(value);
}

const isIpv6 = (value: string) => z.ipv6().safeParse(value).success;

const LITERAL = "must be a host name, or an address in brackets: [192.0.2.1] or [IPv6:2001:db8::1]";
