import type { StoredProvider } from "../emulator/index.ts";

/** What a program gives at the least, beside its domain and its password. */
export const GIVEN = { from: "no-reply@acme.com", host: "smtp.acme.com", username: "acme" } as const;

/** The same, checked: with every default. */
export const CHECKED = {
  ...GIVEN,
  port: 587,
  enabled: true,
  onExisting: "fail",
  onDelete: "delete",
  preflight: "off",
} as const;

/** The outputs once it was applied, the password left out. */
export const outputsOf = (domain: string) => ({ domain, ...CHECKED, providerName: "smtp" });

/** A program's inputs that Auth0 gets, all but the tenant's domain; what is left out is at its default. */
export interface Given {
  readonly from: string;
  readonly host: string;
  readonly username: string;
  readonly password: string;
}

/** What a tenant has that such a program was applied to. */
export const storedBy = ({ from, host, username, password }: Given): StoredProvider => ({
  name: "smtp",
  enabled: true,
  default_from_address: from,
  credentials: { smtp_host: host, smtp_port: 587, smtp_user: username, smtp_pass: password },
});
