/** An address that can be recognised by who knows it, and is of no use to others: `j***@example.com`. */
export function masked(address: string): string {
  const at = address.lastIndexOf("@");
  const [local, domain] = at < 0 ? [address, ""] : [address.slice(0, at), address.slice(at)];
  return local === "" ? domain : `${local.slice(0, 1)}***${domain}`;
}
