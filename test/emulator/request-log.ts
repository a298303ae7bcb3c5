/** What a request is for: a token, the e-mail provider by method, a mail to be sent, the tenant's log, or anything else. */
export type RequestKind = "token" | "get" | "post" | "patch" | "delete" | "job" | "logs" | "other";

/** One request that reached the emulator. `body` holds secrets: it is for assertions, never for printing. */
export interface LoggedRequest {
  /** The tenant's domain, in lower case. */
  readonly tenant: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly kind: RequestKind;
  /** The parsed JSON or form; the text itself where it is neither; undefined where there was none. */
  readonly body: unknown;
  /** When it arrived: ms, by the emulator's clock. */
  readonly at: number;
  /** What it was answered with; "dropped" where there was no answer, or none yet. */
  readonly status: number | "dropped";
}
