import type { Reply } from "./dialogue";

/** The extensions an EHLO offers, by keyword, in capitals (RFC 5321 §4.1.1.1). None where it was refused. */
export function extensions(reply: Reply): Map<string, readonly string[]> {
  const offered = new Map<string, readonly string[]>();
  if (reply.code !== 250) return offered;
  for (const line of reply.lines.slice(1)) {
    const [keyword, ...parameters] = line.trim().toUpperCase().split(/\s+/);
    if (keyword) offered.set(keyword, parameters);
  }
  return offered;
}
