import type { Settings } from "../inputs/settings";

/** What Auth0 says a tenant has. The password is never part of it. */
export type Remote = SmtpRemote | OtherRemote;

interface AnyRemote {
  /** The provider's name as Auth0 gives it. */
  readonly name: string;
  readonly enabled: boolean;
  readonly from: string;
  readonly settings?: Settings | undefined;
}

export interface SmtpRemote extends AnyRemote {
  readonly kind: "smtp";
  readonly host: string;
  readonly port: number;
  readonly username: string;
}

/** Another service's provider: it has no host, port or user name. */
export interface OtherRemote extends AnyRemote {
  readonly kind: "other";
}
