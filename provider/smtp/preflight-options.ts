/** Where to connect, and what to try there. */
export interface PreflightOptions {
  /** A host name or an IP address. */
  readonly host: string;
  /** 1–65535. */
  readonly port: number;
  readonly username?: string | undefined;
  /** Without it everything but the login is tested. It is sent only over TLS that has passed its checks. */
  readonly password?: string | undefined;
  /** The default From address: `address`, or `name <address>`. */
  readonly from?: string | undefined;
  /**
   * TLS from the start, instead of STARTTLS.
   * @default true on 465 and 2465, else false
   */
  readonly secure?: boolean | undefined;
  /**
   * For the whole run, in seconds.
   * @default 10
   */
  readonly timeoutSeconds?: number | undefined;
  /** Root certificates (PEM) to trust besides Node's bundled ones: for private CAs in tests and demos. */
  readonly extraCa?: string | undefined;
  /**
   * What this machine calls itself in EHLO: a host name, or an address literal such as `[192.0.2.1]`.
   * @default the address that it connects from, as a literal
   */
  readonly ehloName?: string | undefined;
  /** Codes of advice that is not wanted. */
  readonly silenced?: readonly string[] | undefined;
  /** Ends the run early: `preflight` then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}
