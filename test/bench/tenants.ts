import { tenantsOf } from "../emulator/index.ts";

/** The config and credentials of so many tenants, for `examples/multi-tenant`. */
export function tenantsFor(count: number) {
  const names = Array.from({ length: count }, (_, index) => `tenant-${String(index + 1).padStart(3, "0")}`);
  const domainOf = (name: string) => `${name}.eu.auth0.com`;
  return {
    env: tenantsOf(...names.map(domainOf)),
    passwords: JSON.stringify(Object.fromEntries(names.map((name) => [name, `password-of-${name}`]))),
    /** The config `tenants`, with this name in each From address. */
    tenants: (from: string) =>
      JSON.stringify(
        names.map((name) => ({
          name,
          domain: domainOf(name),
          from: `${from}@${name}.example`,
          username: name,
        })),
      ),
  };
}
