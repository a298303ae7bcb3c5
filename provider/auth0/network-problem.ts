/**
 * What can go wrong between this machine and a server. Everything here was seen by this machine, and says nothing of
 * what the server is like for others.
 */
export type NetworkProblemKind =
  /** DNS has no such name. */
  | "no such name"
  /** DNS itself gave no answer. */
  | "no DNS"
  | "refused"
  | "no route"
  /** No connection was made in time. */
  | "no connection"
  /** There was a connection, and no answer in time. */
  | "no answer"
  | "cut"
  /** A certificate of a CA that this process does not trust. */
  | "unknown CA"
  | "expired"
  | "not yet valid"
  /** A certificate for another name. */
  | "other name"
  | "no TLS"
  /** The proxy did not connect. */
  | "proxy refused"
  | "redirect";

export interface NetworkProblem {
  readonly kind: NetworkProblemKind;
  /** Node's word for it, one of {@link CODES}: such a code holds no secret. */
  readonly code?: string | undefined;
  /** The status of a proxy's refusal, or of a redirect. */
  readonly status?: number | undefined;
  /** It is certain that nothing of the request has left this machine for the server. */
  readonly unsent: boolean;
}

/** Sources: Node's "Common system errors" and "X509 certificate error codes"; undici's "Errors". */
const CODES: Readonly<Record<string, NetworkProblemKind>> = {
  ENOTFOUND: "no such name",
  EAI_AGAIN: "no DNS",
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "no route",
  ENETUNREACH: "no route",
  ENETDOWN: "no route",
  EADDRNOTAVAIL: "no route",
  EACCES: "no route",
  EPERM: "no route",
  ETIMEDOUT: "no connection",
  UND_ERR_CONNECT_TIMEOUT: "no connection",
  UND_ERR_HEADERS_TIMEOUT: "no answer",
  UND_ERR_BODY_TIMEOUT: "no answer",
  ECONNRESET: "cut",
  ECONNABORTED: "cut",
  EPIPE: "cut",
  UND_ERR_SOCKET: "cut",
  SELF_SIGNED_CERT_IN_CHAIN: "unknown CA",
  DEPTH_ZERO_SELF_SIGNED_CERT: "unknown CA",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "unknown CA",
  UNABLE_TO_GET_ISSUER_CERT: "unknown CA",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "unknown CA",
  CERT_HAS_EXPIRED: "expired",
  CERT_NOT_YET_VALID: "not yet valid",
  ERR_TLS_CERT_ALTNAME_INVALID: "other name",
  EPROTO: "no TLS",
  ERR_SSL_WRONG_VERSION_NUMBER: "no TLS",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "no TLS",
  ERR_SSL_UNSUPPORTED_PROTOCOL: "no TLS",
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: "no TLS",
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: "no TLS",
  ERR_SSL_TLSV1_UNRECOGNIZED_NAME: "no TLS",
  UND_ERR_PRX_TLS: "no TLS",
};

/** Of these, a request is not written before they are over (a name, a connection, a certificate that is accepted). */
const BEFORE_THE_REQUEST: ReadonlySet<NetworkProblemKind> = new Set([
  "no such name",
  "no DNS",
  "refused",
  "no route",
  "no connection",
  "unknown CA",
  "expired",
  "not yet valid",
  "other name",
  "proxy refused",
]);

/** What `fetch` failed with; undefined where it is nothing that is known here. No text of the error is kept. */
export function networkProblemOf(error: unknown): NetworkProblem | undefined {
  for (const one of causes(error)) {
    // The time limit that is given to `fetch` covers the whole exchange.
    if (one.name === "TimeoutError") return { kind: "no answer", unsent: false };
    const status = proxyStatus(one.message);
    if (status !== undefined) return { kind: "proxy refused", status, unsent: true };
    const code = "code" in one && typeof one.code === "string" ? one.code : "";
    const kind = Object.hasOwn(CODES, code) ? CODES[code] : undefined;
    if (kind !== undefined) return byCode(kind, code, one);
  }
  return undefined;
}

function byCode(kind: NetworkProblemKind, code: string, error: Error): NetworkProblem {
  // An established connection may come to these as well; then the request may have been sent.
  const established = "syscall" in error && (error.syscall === "read" || error.syscall === "write");
  if (kind === "no connection" && established) return { kind: "no answer", code, unsent: false };
  return { kind, code, unsent: BEFORE_THE_REQUEST.has(kind) && !established };
}

/** The error and what caused it, the outermost first. */
function causes(error: unknown, depth = 5): Error[] {
  if (!(error instanceof Error) || depth === 0) return [];
  if (error instanceof AggregateError) return causes(tellingOf(error.errors), depth - 1);
  return [error, ...causes(error.cause, depth - 1)];
}

/** Of several addresses: that there is no way to one of them (IPv6, most often) says less than what befell another. */
function tellingOf(errors: readonly unknown[]): unknown {
  return errors.find((error) => networkProblemOf(error)?.kind !== "no route") ?? errors[0];
}

/** Undici tells the status of a refused CONNECT in its message alone. */
function proxyStatus(message: string): number | undefined {
  const status = /^Proxy (?:response|Authentication Required) \((\d{3})\)/.exec(message)?.[1];
  return status === undefined ? undefined : Number(status);
}
