import type { StoredProvider } from "../emulator/index.ts";

/** The program's inputs, all but the tenant's domain; what is left out is at its default. */
export interface Program {
  readonly from: string;
  readonly host: string;
  readonly username: string;
  readonly password: string;
  readonly onExisting?: "adopt";
  readonly onDelete?: "disable";
}

/** A plain program. */
export const BASE: Program = {
  from: "no-reply@acme.com",
  host: "smtp.acme.com",
  username: "acme",
  password: "first-canary",
};

/** What a tenant has that a program was applied to. */
export const smtp = ({ from, host, username, password }: Program): StoredProvider => ({
  name: "smtp",
  enabled: true,
  default_from_address: from,
  credentials: { smtp_host: host, smtp_port: 587, smtp_user: username, smtp_pass: password },
});

/** What {@link BASE} makes. */
export const OURS = smtp(BASE);

/** An SMTP server that somebody else has set up. */
export const THEIRS = smtp({
  from: "it@acme.com",
  host: "mail.it.acme.com",
  username: "it",
  password: "their-canary",
});

/** Another service that somebody has switched to. */
export const SES: StoredProvider = {
  name: "ses",
  enabled: true,
  default_from_address: "it@acme.com",
  credentials: { accessKeyId: "id", secretAccessKey: "their-canary", region: "eu-west-1" },
};
