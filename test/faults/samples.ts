import type { StoredProvider } from "../emulator/index.ts";
import { GIVEN, type Given, storedBy } from "../support/samples.ts";

/** The program's inputs, all but the tenant's domain; what is left out is at its default. */
export interface Program extends Given {
  readonly onExisting?: "adopt";
  readonly onDelete?: "disable";
  readonly verify?: { readonly userId: string; readonly waitSeconds: number };
}

/** A plain program. */
export const BASE: Program = { ...GIVEN, password: "first-canary" };

/** What {@link BASE} makes. */
export const OURS = storedBy(BASE);

/** An SMTP server that somebody else has set up. */
export const THEIRS = storedBy({
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
