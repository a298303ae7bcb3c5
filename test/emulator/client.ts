/** The Management API client that tenants accept unless a test says otherwise, as the environment names it. */
export const CLIENT = {
  AUTH0_CLIENT_ID: "emulator-client",
  AUTH0_CLIENT_SECRET: "emulator-client-secret",
} as const;

/** The same client, as the environment names it for each of these tenants. */
export function tenantsOf(...domains: readonly string[]) {
  const client = { clientId: CLIENT.AUTH0_CLIENT_ID, clientSecret: CLIENT.AUTH0_CLIENT_SECRET };
  return { AUTH0_TENANTS: JSON.stringify(Object.fromEntries(domains.map((domain) => [domain, client]))) };
}
