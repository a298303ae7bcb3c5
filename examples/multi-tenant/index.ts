import * as pulumi from "@pulumi/pulumi";
import { SmtpEmailProvider } from "pulumi-auth0-smtp";

/** An entry of the config `tenants`. */
interface Tenant {
  /** The resource's name, and its password's in `smtpPasswords`. Entries may be reordered, but not renamed. */
  name: string;
  domain: string;
  from: string;
  username: string;
}

const config = new pulumi.Config();
const tenants = config.requireObject<Tenant[]>("tenants");
const host = config.require("smtpHost");
const passwords = config.requireSecretObject<Record<string, string>>("smtpPasswords");

const providers = tenants.map(
  ({ name, domain, from, username }) =>
    new SmtpEmailProvider(name, {
      domain,
      from,
      host,
      username,
      password: passwords.apply((all) => all[name]),
    }),
);

export const domains = providers.map(({ domain }) => domain);
