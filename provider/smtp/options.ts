/** Where to connect, and what to try there. */
export interface PreflightOptions {
  readonly host: string;
  /** 1–65535. */
  readonly port: number;
  readonly username?: string | undefined;
  /** Without it everything but the login is tested. It goes only over TLS that has passed its checks. */
  readonly password?: string | undefined;
  /** The default From address, bare or as `Name <address>`. */
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
  /** Codes of advice that is not wanted. */
  readonly silenced?: readonly string[] | undefined;
  /** Ends the run early: `preflight` then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The options with their defaults, as one conversation needs them. */
export interface Subject {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** The address of `from`, or what is wrong with it. */
  readonly sender: { readonly address: string } | { readonly problem: string } | undefined;
  readonly timeoutSeconds: number;
  readonly extraCa: string | undefined;
}
