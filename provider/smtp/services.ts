import { matchesHost } from "./host-pattern";
import { SERVICES } from "./service-table";

export { SERVICES };

/** How a service's ports begin: in plain text with STARTTLS, or with TLS from the start. */
export interface Ports {
  readonly startTls: readonly number[];
  readonly tls: readonly number[];
}

/** What is known of an SMTP service, and from where. */
export interface Service {
  readonly name: string;
  /** Host names; `*` stands for one label. */
  readonly hosts: readonly string[];
  readonly ports: Ports;
  /** Auth0's own integration for it, by the name it has in the Management API. */
  readonly native?: string;
  /** The user name: always the same one (a subaccount may follow behind a colon), or of a known form. */
  readonly username?: { readonly is: string } | { readonly form: "address" };
  /** AUTH mechanisms that its documentation names, where LOGIN is not one of them. */
  readonly authOnly?: readonly string[];
  /** What its logins need, in a sentence. */
  readonly login?: string;
  /** What it asks of From addresses and recipients, in a sentence, and the page that states it. */
  readonly sender?: { readonly needs: string; readonly source: string };
  /** Its basic authentication has an end: Exchange Online. */
  readonly retiring?: true;
  /** The day its basic authentication ended, year-month-day. */
  readonly basicAuthEnded?: string;
  readonly source: string;
  /** When the row was last looked through: year-month-day. */
  readonly date: string;
}

/** The service that a host belongs to; none where it is not a known one. */
export function serviceOf(host: string): Service | undefined {
  return SERVICES.find(({ hosts }) => hosts.some((pattern) => matchesHost(pattern, host)));
}
