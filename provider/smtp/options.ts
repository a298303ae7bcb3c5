import { type Mailbox, parseMailbox } from "../inputs/mailbox";
import { fail, skipped, type Verdict } from "./finding";
import { TLS_FROM_THE_START } from "./ports";

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

/** The options with their defaults, judged by themselves: what must not be sent is not in here. */
export interface Subject {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly credentials: Usable<Credentials>;
  readonly sender: Usable<Mailbox>;
  readonly timeoutSeconds: number;
  readonly extraCa: string | undefined;
  readonly ehloName: string | undefined;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** A value to work with; or the verdict, where it is settled without the server. */
export type Usable<T> =
  | { readonly value: T; readonly verdict?: undefined }
  | { readonly value?: undefined; readonly verdict: Verdict };

export function subjectOf(options: PreflightOptions): Subject {
  const { host, port, timeoutSeconds = 10, extraCa, ehloName } = options;
  return {
    host,
    port,
    secure: options.secure ?? TLS_FROM_THE_START.includes(port),
    credentials: usableCredentials(options.username, options.password),
    sender: usableSender(options.from),
    timeoutSeconds,
    extraCa,
    ehloName,
  };
}

function usableCredentials(username = "", password = ""): Usable<Credentials> {
  if (/\p{Cc}/u.test(username)) {
    const seen = "the user name holds a line break or another control character; it was not sent";
    return { verdict: fail(seen, "Take it out: Auth0 needs a user name of one line.") };
  }
  if (username === "") return { verdict: skipped("not tested: no user name given") };
  if (password === "") return { verdict: skipped("not tested: no password given") };
  return { value: { username, password } };
}

function usableSender(from = ""): Usable<Mailbox> {
  if (from === "") return { verdict: skipped("not tested: no From address given") };
  const { mailbox, fault } = parseMailbox(from);
  return mailbox
    ? { value: mailbox }
    : { verdict: fail(`the From address ${fault}; it was not sent`, "Write it as no-reply@example.com.") };
}
