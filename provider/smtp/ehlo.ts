import type { Reply } from "./dialogue";

/**
 * The extensions that an EHLO offers, by keyword in capitals, with their parameters (RFC 5321 §4.1.1.1). None where it
 * was refused. `AUTH=LOGIN`, the form of before RFC 2554, counts as `AUTH LOGIN`, as it does for other clients.
 */
export function extensions({ code, lines }: Reply): Map<string, readonly string[]> {
  const offered = new Map<string, readonly string[]>();
  if (code !== 250) return offered;
  for (const line of lines.slice(1)) {
    const [keyword = "", ...parameters] = line
      .replace(/^AUTH=/i, "AUTH ")
      .trim()
      .split(/\s+/);
    const name = keyword.toUpperCase();
    offered.set(name, [...(offered.get(name) ?? []), ...parameters]);
  }
  return offered;
}
