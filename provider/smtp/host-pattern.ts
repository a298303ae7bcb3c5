/** Whether a host is of a pattern's form, letter case aside: `*` stands for one label. */
export function matchesHost(pattern: string, host: string): boolean {
  const [wanted, given] = [pattern.split("."), host.toLowerCase().split(".")];
  return wanted.length === given.length && wanted.every((label, at) => label === "*" || label === given[at]);
}
