/** An address that can be recognised by who knows it, and is of no use to others: `j***@example.com`. */
export function masked(address: string): string {
  const at = address.lastIndexOf("@");
  const [local, domain] = at < 0 ? [address, ""] : [address.slice(0, at), address.slice(at)];
  return local === "" ? domain : `${local.slice(0, 1)}***${domain}`;
}

/** An address wherever one stands in a text, in angle brackets or not. */
const ADDRESS = /[^\s<>"'(),;:[\]][^\s<>"(),;:[\]]*@[\w.-]+\w/g;

/** A text of others with every address in it masked. What is too long to be read is cut before it is looked at. */
export function withMaskedAddresses(text: string): string {
  return text.slice(0, 2000).replaceAll(ADDRESS, masked);
}
