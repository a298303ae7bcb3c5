/**
 * What is wrong with a host name, in words that say how to mend it; undefined where nothing is.
 * Names are ASCII (RFC 1123); an internationalised name is written in its A-label form (RFC 5890).
 */
export function problemWithHost(value: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return "must be a host name without a scheme";
  if (/\s/.test(value)) return "must not contain spaces";
  if (value.includes("/")) return "must be a host name without a path";
  if (value.includes("@")) return "must be a host name without a user";
  if (/^\[|:.*:/.test(value)) return "must be a host name, not an IPv6 address";
  if (/:\d*$/.test(value)) return "must be a host name without a port";
  if (/\P{ASCII}/u.test(value)) return "must be in ASCII; write an internationalised name in its xn-- form";
  if (value.endsWith(".")) return "must not end with a dot";
  if (value.length > 253) return "must be at most 253 characters long";
  const label = value.split(".").find((part) => !/^(?!-)[a-z0-9-]{1,63}(?<!-)$/i.test(part));
  if (label !== undefined) return "must be a host name: labels of letters, digits and hyphens between dots";
  if (/^[\d.]+$/.test(value) && !isIpv4(value)) return "must be a host name or a whole IPv4 address";
  return undefined;
}

/** What is wrong with a tenant's `host[:port]`; undefined where nothing is. */
export function problemWithDomain(value: string): string | undefined {
  const port = /^[^:]*:(\d+)$/.exec(value)?.[1];
  if (port === undefined) return problemWithHost(value);
  const number = Number(port);
  if (number < 1 || number > 65535) return "must have a port from 1 to 65535, or none";
  return problemWithHost(value.slice(0, -port.length - 1));
}

/** One spelling for one tenant: lower case, without the port that https implies, and any other without leading zeros. */
export function canonicalDomain(domain: string): string {
  return domain.toLowerCase().replace(/:0*(\d+)$/, (_, port) => (port === "443" ? "" : `:${port}`));
}

/** Whether this is an IPv4 address of four decimal numbers. */
export function isIpv4(value: string): boolean {
  const parts = value.split(".");
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}
