/** Ranges that are not routed on the Internet: IANA's registry of special-purpose addresses (RFC 6890), by first numbers. */
const PRIVATE_RANGES: readonly (readonly [
  what: string,
  holds: (a: number, b: number, c: number) => boolean,
])[] = [
  ["a loopback address, which always means the machine itself", (a) => a === 127],
  ["a private address", (a, b) => a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168)],
  ["a link-local address", (a, b) => a === 169 && b === 254],
  ["an address inside a carrier's network", (a, b) => a === 100 && b >= 64 && b <= 127],
  [
    "a reserved address",
    (a, b, c) =>
      a === 0 ||
      a >= 224 ||
      (a === 192 && b === 0 && (c === 0 || c === 2)) ||
      (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) ||
      (a === 203 && b === 0 && c === 113),
  ],
];

/**
 * Endings that public DNS will never know: RFC 6761 and RFC 7686, `.local` (RFC 6762), `.home.arpa` (RFC 8375),
 * `.internal` (reserved by ICANN in 2024), and those that are in use in private networks.
 */
const PRIVATE_ENDINGS: readonly string[] = [
  "corp",
  "example",
  "home",
  "home.arpa",
  "internal",
  "intranet",
  "invalid",
  "lan",
  "local",
  "localdomain",
  "localhost",
  "onion",
  "private",
  "test",
];

/** Why nobody on the Internet can reach a host, in words; undefined where somebody may. Without any look-up. */
export function whyNotPublic(host: string): string | undefined {
  const name = host.toLowerCase();
  if (/^\d+(\.\d+){3}$/.test(name)) {
    const [a = 0, b = 0, c = 0] = name.split(".").map(Number);
    const range = PRIVATE_RANGES.find(([, holds]) => holds(a, b, c));
    return range && `the host is ${range[0]}`;
  }
  if (name === "localhost") return "the host is localhost, which always means the machine itself";
  if (!name.includes(".")) return "the host's name has no dot, as only names in private networks do";
  const ending = PRIVATE_ENDINGS.find((one) => name.endsWith(`.${one}`));
  return ending && `the host's name ends in .${ending}, as only names in private networks do`;
}
