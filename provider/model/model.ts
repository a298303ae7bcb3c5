/** Where the password is read from when it is applied. Neither the value nor a hash of it is kept. */
export type PasswordFrom =
  | { readonly env: string; readonly file?: undefined; readonly version?: string | undefined }
  | { readonly file: string; readonly env?: undefined; readonly version?: string | undefined };

/** The extra headers Auth0 can add to each mail, by service. */
export interface SmtpHeaders {
  /** Amazon SES: the configuration set to send with. */
  readonly "X-SES-Configuration-Set"?: string | undefined;
  /** Mandrill: whether to store the message content and link to it. */
  readonly "X-MC-ViewContentLink"?: "true" | "false" | undefined;
  /** SparkPost: options for the message. */
  readonly "X-MSYS_API"?: Readonly<Record<string, unknown>> | undefined;
}

export interface Settings {
  readonly headers?: SmtpHeaders | undefined;
}

export type PreflightMode = "off" | "warn" | "enforce";

/** A handshake with the SMTP server before anything is sent to Auth0, and how it is made. */
export interface PreflightSettings {
  /** `"warn"` shows what was found, `"enforce"` refuses what Auth0 would not work with. */
  readonly mode: PreflightMode;
  /** For the whole handshake, in seconds, 1–60. @default 10 */
  readonly timeoutSeconds?: number | undefined;
  /** Root certificates (PEM) to trust besides the public ones: for private CAs in tests and demos. */
  readonly extraCa?: string | undefined;
  /** What this machine calls itself in EHLO: a host name or an address literal. @default its address */
  readonly ehloName?: string | undefined;
}

/** What the program wants, checked and with defaults filled in. */
export interface Desired {
  readonly domain: string;
  readonly from: string;
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password?: string | undefined;
  readonly passwordFrom?: PasswordFrom | undefined;
  readonly enabled: boolean;
  readonly settings?: Settings | undefined;
  readonly onExisting: "fail" | "adopt";
  readonly onDelete: "delete" | "disable";
  readonly preflight: PreflightMode | PreflightSettings;
  /** The names of inputs whose values must not be shown, where there are any beside the password. */
  readonly __secrets?: readonly string[] | undefined;
}

/** What Auth0 is known to have, as last applied or read: the resource's outputs. */
export interface Known extends Desired {
  /** The provider's name as Auth0 gives it: `"smtp"`, or another after drift. */
  readonly providerName: string;
}

/** What Auth0 says a tenant has. The password is never part of it. */
export interface Remote {
  readonly name: string;
  readonly enabled: boolean;
  readonly from: string;
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly settings?: Settings | undefined;
}
