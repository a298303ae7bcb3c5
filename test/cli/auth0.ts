import type { Emulator, Tenant } from "../emulator/index.ts";
import { mailScopes } from "../emulator/tenant.ts";
import { secrets } from "./run-cli.ts";

const application = { clientId: "emulator-client", clientSecret: secrets.clientSecret };

/** The environment in which the program has credentials for these tenants, and reaches them. */
export const envFor = (auth0: Emulator, ...domains: readonly string[]) => ({
  ...auth0.env,
  AUTH0_TENANTS: JSON.stringify(Object.fromEntries(domains.map((domain) => [domain, application]))),
});

/** A tenant with an SMTP provider, whose token may do all that the program can do. */
export function smtpTenant(auth0: Emulator, domain: string): Tenant {
  const tenant = auth0.tenant(domain);
  for (const scope of mailScopes) tenant.scopes.add(scope);
  tenant.setProvider({
    name: "smtp",
    enabled: true,
    default_from_address: "no-reply@acme.com",
    credentials: {
      smtp_host: "smtp.acme.com",
      smtp_port: 587,
      smtp_user: "acme",
      smtp_pass: secrets.storedPassword,
    },
  });
  return tenant;
}
