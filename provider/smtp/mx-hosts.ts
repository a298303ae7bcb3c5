import { matchesHost } from "./host-pattern";

/** Where a service takes mail for its own users, without a login: what MX records name. */
export interface MxHosts {
  readonly name: string;
  /** Host names; `*` stands for one label. */
  readonly hosts: readonly string[];
  /** Where it takes mail from those who log in. */
  readonly instead: string;
  readonly source: string;
  /** When the row was last looked through: year-month-day. */
  readonly date: string;
}

export const MX_HOSTS: readonly MxHosts[] = [
  {
    name: "Exchange Online",
    hosts: ["*.mail.protection.outlook.com"],
    instead: "smtp.office365.com",
    source:
      "https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/how-to-set-up-a-multifunction-device-or-application-to-send-email-using-microsoft-365-or-office-365",
    date: "2026-11-25",
  },
  {
    name: "Gmail",
    hosts: [
      "aspmx.l.google.com",
      "*.aspmx.l.google.com",
      "gmail-smtp-in.l.google.com",
      "*.gmail-smtp-in.l.google.com",
      "smtp.google.com",
    ],
    instead: "smtp.gmail.com or smtp-relay.gmail.com",
    source: "https://support.google.com/a/answer/176600",
    date: "2026-11-25",
  },
  {
    name: "Amazon SES",
    hosts: ["inbound-smtp.*.amazonaws.com"],
    instead: "email-smtp.<region>.amazonaws.com",
    source: "https://docs.aws.amazon.com/ses/latest/dg/receiving-email-mx-record.html",
    date: "2026-11-25",
  },
];

/** The service whose MX a host is; none where it is not a known one. */
export function mxHostsOf(host: string): MxHosts | undefined {
  return MX_HOSTS.find(({ hosts }) => hosts.some((pattern) => matchesHost(pattern, host)));
}

/** Whether a host has a name that people give to an MX of their own: mx.acme.com, mx1.acme.com, mx-eu.acme.com. */
export const looksLikeMx = (host: string) => /^mx(?:\d*[a-z]?|-[^.]*)\..+\./i.test(host);
