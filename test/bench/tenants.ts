import { tenantsOf } from "../emulator/index.ts";

export interface BenchTenant {
  readonly name: string;
  readonly domain: string;
  readonly password: string;
}

export function benchTenants(count: number): readonly BenchTenant[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `tenant-${String(index + 1).padStart(3, "0")}`;
    return { name, domain: `${name}.eu.auth0.com`, password: `password-of-${name}` };
  });
}

/** The credentials of these tenants, for the environment. */
export function credentialsOf(tenants: readonly BenchTenant[]): Readonly<Record<string, string>> {
  return tenantsOf(...tenants.map(({ domain }) => domain));
}

/** The config of these tenants for `examples/multi-tenant`, with this name in each From address. */
export function configOf(tenants: readonly BenchTenant[], from: string): string {
  return JSON.stringify(
    tenants.map(({ name, domain }) => ({ name, domain, from: `${from}@${name}.example`, username: name })),
  );
}

export function passwordsOf(tenants: readonly BenchTenant[]): string {
  return JSON.stringify(Object.fromEntries(tenants.map(({ name, password }) => [name, password])));
}
