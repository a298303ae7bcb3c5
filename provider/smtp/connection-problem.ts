/** Why a stage brought no answer. */
export type ConnectionProblem =
  /** The deadline of the whole run passed. */
  | { readonly kind: "timeout" }
  | { readonly kind: "closed" }
  /** The operating system's word: `ENOTFOUND`, `ECONNREFUSED`, … */
  | { readonly kind: "network"; readonly code: string }
  /** OpenSSL's word: `ERR_SSL_…`, `ERR_OSSL_…`. */
  | { readonly kind: "tls"; readonly code: string }
  | { readonly kind: "malformed"; readonly line: string }
  | { readonly kind: "oversized" }
  /** Bytes that answer nothing: before TLS, an attacker's way to have them taken for answers under TLS. */
  | { readonly kind: "unasked" };

/** A problem on its way up; it never leaves this folder. */
export class ConnectionProblemError extends Error {
  override readonly name = "ConnectionProblemError";
  readonly problem: ConnectionProblem;

  constructor(problem: ConnectionProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

/** What was thrown, as a problem; nothing where it is a mistake of ours. Only codes are taken over, never a message. */
export function connectionProblemOf(error: unknown): ConnectionProblem | undefined {
  if (error instanceof ConnectionProblemError) return error.problem;
  const code = codeOf(error);
  if (code === undefined) return undefined;
  if (CLOSED.has(code)) return { kind: "closed" };
  return { kind: /^ERR_(O?SSL|TLS)_/.test(code) ? "tls" : "network", code };
}

const CLOSED = new Set(["ECONNRESET", "EPIPE", "ERR_STREAM_PREMATURE_CLOSE", "ERR_STREAM_DESTROYED"]);

function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError) return mostTelling(error.errors.map(codeOf));
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/**
 * Several addresses were tried, and one problem stands for all: that of the server before that of a network which this
 * machine does not have (IPv6, most often).
 */
function mostTelling(codes: readonly (string | undefined)[]): string | undefined {
  return codes.find((code) => code !== undefined && !NO_SUCH_NETWORK.has(code)) ?? codes[0];
}

const NO_SUCH_NETWORK = new Set(["ENETUNREACH", "EHOSTUNREACH", "EADDRNOTAVAIL", "EAFNOSUPPORT"]);
