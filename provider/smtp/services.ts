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
  /** What it asks of From addresses, in a sentence, and the page that states it. */
  readonly sender?: { readonly needs: string; readonly source: string };
  /** Its basic authentication has an end: Exchange Online. */
  readonly retiring?: true;
  readonly source: string;
  /** When the row was last looked through: year-month-day. */
  readonly date: string;
}

/** Hosts are compared with this; ports judged by it. A fact goes in with the page that states it. */
export const SERVICES: readonly Service[] = [
  {
    name: "Amazon SES",
    hosts: ["email-smtp.*.amazonaws.com", "email-smtp-fips.*.amazonaws.com"],
    ports: { startTls: [25, 587, 2587], tls: [465, 2465] },
    native: "ses",
    login: "SMTP credentials are made in the SES console, a region; an AWS secret access key is not one.",
    source: "https://docs.aws.amazon.com/ses/latest/dg/smtp-connect.html",
    date: "2026-11-22",
  },
  {
    name: "SendGrid",
    hosts: ["smtp.sendgrid.net", "smtp.eu.sendgrid.net"],
    ports: { startTls: [25, 587, 2525], tls: [465] },
    native: "sendgrid",
    username: { is: "apikey" },
    login: 'The user name is the word "apikey", the password an API key with the permission Mail Send.',
    source: "https://www.twilio.com/docs/sendgrid/for-developers/sending-email/integrating-with-the-smtp-api",
    date: "2026-11-22",
  },
  {
    name: "Mailgun",
    hosts: ["smtp.mailgun.org", "smtp.eu.mailgun.org"],
    ports: { startTls: [25, 587, 2525], tls: [465] },
    native: "mailgun",
    username: { form: "address" },
    login: "SMTP credentials belong to a sending domain; the EU region has a host of its own.",
    source: "https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/send-smtp",
    date: "2026-11-22",
  },
  {
    name: "SparkPost",
    hosts: ["smtp.sparkpostmail.com", "smtp.eu.sparkpostmail.com"],
    ports: { startTls: [587, 2525], tls: [] },
    native: "sparkpost",
    username: { is: "SMTP_Injection" },
    login: 'The user name is "SMTP_Injection", the password an API key with the permission Send via SMTP.',
    source: "https://developers.sparkpost.com/api/smtp/",
    date: "2026-11-22",
  },
  {
    name: "Mandrill",
    hosts: ["smtp.mandrillapp.com"],
    ports: { startTls: [25, 587, 2525], tls: [465] },
    native: "mandrill",
    login: "The password is an API key; any user name does.",
    source: "https://mailchimp.com/developer/transactional/docs/smtp-integration/",
    date: "2026-11-22",
  },
  {
    name: "Resend",
    hosts: ["smtp.resend.com"],
    ports: { startTls: [25, 587, 2587], tls: [465, 2465] },
    native: "resend",
    username: { is: "resend" },
    login: 'The user name is the word "resend", the password an API key.',
    source: "https://resend.com/docs/send-with-smtp",
    date: "2026-11-22",
  },
  {
    name: "Exchange Online",
    hosts: ["smtp.office365.com", "smtp-legacy.office365.com"],
    ports: { startTls: [25, 587], tls: [] },
    native: "ms365",
    username: { form: "address" },
    login: "SMTP AUTH must be allowed for the tenant and the mailbox, and security defaults must be off.",
    retiring: true,
    source:
      "https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/how-to-set-up-a-multifunction-device-or-application-to-send-email-using-microsoft-365-or-office-365",
    date: "2026-11-22",
  },
  {
    name: "Azure Communication Services",
    hosts: ["smtp.azurecomm.net"],
    ports: { startTls: [25, 587], tls: [] },
    native: "azure_cs",
    source:
      "https://learn.microsoft.com/en-us/azure/communication-services/quickstarts/email/send-email-smtp/smtp-authentication",
    date: "2026-11-22",
  },
  {
    name: "Postmark",
    hosts: ["smtp.postmarkapp.com", "smtp-broadcasts.postmarkapp.com"],
    ports: { startTls: [25, 587, 2525], tls: [] },
    login:
      "User name and password are both the server's API token, or the access key and secret key of an SMTP token.",
    source: "https://postmarkapp.com/developer/user-guide/send-email-with-smtp",
    date: "2026-11-22",
  },
  {
    name: "Brevo",
    hosts: ["smtp-relay.brevo.com"],
    ports: { startTls: [587, 2525], tls: [465] },
    login: "The password is an SMTP key, not an API key and not the account's password.",
    source: "https://developers.brevo.com/docs/smtp-integration",
    date: "2026-11-22",
  },
  {
    name: "Gmail",
    hosts: ["smtp.gmail.com", "smtp-relay.gmail.com"],
    ports: { startTls: [25, 587], tls: [465] },
    username: { form: "address" },
    login: "The password is an app password, which needs 2-step verification.",
    source: "https://support.google.com/a/answer/176600",
    date: "2026-11-22",
  },
  {
    name: "Zoho Mail",
    hosts: ["smtp.zoho.*", "smtppro.zoho.*", "smtp.zoho.com.*", "smtppro.zoho.com.*"],
    ports: { startTls: [587], tls: [465] },
    username: { form: "address" },
    login: "With two-factor authentication the password is an application-specific one.",
    source: "https://www.zoho.com/mail/help/zoho-smtp.html",
    date: "2026-11-22",
  },
  {
    name: "Fastmail",
    hosts: ["smtp.fastmail.com"],
    ports: { startTls: [587], tls: [465] },
    username: { form: "address" },
    authOnly: ["PLAIN"],
    login: "The password is an app password.",
    source: "https://www.fastmail.com/help/technical/servernamesandports.html",
    date: "2026-11-22",
  },
  {
    name: "MailerSend",
    hosts: ["smtp.mailersend.net"],
    ports: { startTls: [587, 2525], tls: [] },
    source: "https://developers.mailersend.com/smtp-relay.html",
    date: "2026-11-22",
  },
  {
    name: "Mailjet",
    hosts: ["in-v3.mailjet.com", "in.mailjet.com"],
    ports: { startTls: [25, 80, 587, 588, 2525], tls: [465] },
    login: "The user name is the API key, the password the secret key.",
    source: "https://www.mailjet.com/blog/email-best-practices/which-smtp-port-mailjet/",
    date: "2026-11-22",
  },
  {
    name: "iCloud Mail",
    hosts: ["smtp.mail.me.com"],
    ports: { startTls: [587], tls: [] },
    username: { form: "address" },
    login: "The password is an app-specific password.",
    source: "https://support.apple.com/en-us/102525",
    date: "2026-11-22",
  },
  {
    name: "Mailtrap",
    hosts: ["live.smtp.mailtrap.io", "bulk.smtp.mailtrap.io"],
    ports: { startTls: [25, 587, 2525], tls: [] },
    login: "The password is an API token.",
    source: "https://mailtrap.io/smtp-service/",
    date: "2026-11-22",
  },
];

/** The service that a host belongs to; none where it is not a known one. */
export function serviceOf(host: string): Service | undefined {
  const name = host.toLowerCase();
  return SERVICES.find(({ hosts }) => hosts.some((pattern) => matches(pattern, name)));
}

function matches(pattern: string, name: string): boolean {
  const [wanted, given] = [pattern.split("."), name.split(".")];
  return wanted.length === given.length && wanted.every((label, at) => label === "*" || label === given[at]);
}
