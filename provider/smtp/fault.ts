/** Why a stage brought no answer. */
export type Fault =
  /** The deadline of the whole run passed. */
  | { readonly kind: "timeout" }
  | { readonly kind: "closed" }
  /** The operating system's word: `ENOTFOUND`, `ECONNREFUSED`, … */
  | { readonly kind: "network"; readonly code: string }
  /** OpenSSL's word: `ERR_SSL_…`. */
  | { readonly kind: "tls"; readonly code: string }
  | { readonly kind: "malformed"; readonly line: string }
  | { readonly kind: "oversized" }
  /** Bytes that answer nothing: before TLS, an attacker's way to have them taken for answers under TLS. */
  | { readonly kind: "unasked" };

/** A fault on its way up; it never leaves this folder. */
export class FaultError extends Error {
  override readonly name = "FaultError";
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.kind);
    this.fault = fault;
  }
}

/** Whatever was thrown, as a fault. Only codes are taken over, never a message. */
export function faultOf(error: unknown): Fault {
  if (error instanceof FaultError) return error.fault;
  const code = codeOf(error);
  if (code === undefined || CLOSED.has(code)) return { kind: "closed" };
  return { kind: /^ERR_(SSL|TLS)_/.test(code) ? "tls" : "network", code };
}

const CLOSED = new Set(["ECONNRESET", "EPIPE", "ERR_STREAM_PREMATURE_CLOSE", "ERR_STREAM_DESTROYED"]);

function codeOf(error: unknown): string | undefined {
  // Several addresses were tried: the first one's fault stands for all.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** A fault in plain words, to follow "the server …" or "the connection …". */
export function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case "timeout":
      return "no answer before the time was up";
    case "closed":
      return "the server closed the connection";
    case "network":
      return NETWORK[fault.code] ?? fault.code;
    case "tls":
      return TLS[fault.code] ?? fault.code;
    case "malformed":
      return `an answer that is not SMTP: ${fault.line}`;
    case "oversized":
      return "an answer without an end; the connection was dropped";
    case "unasked":
      return "the server went on talking behind its answer";
  }
}

const NETWORK: Record<string, string | undefined> = {
  ENOTFOUND: "DNS knows no such host (ENOTFOUND)",
  EAI_AGAIN: "DNS gave no answer (EAI_AGAIN)",
  ECONNREFUSED: "connection refused (ECONNREFUSED)",
  ETIMEDOUT: "no answer to the connection attempt (ETIMEDOUT)",
  EHOSTUNREACH: "no route to the host (EHOSTUNREACH)",
  ENETUNREACH: "no route to its network (ENETUNREACH)",
};

const TLS: Record<string, string | undefined> = {
  ERR_SSL_WRONG_VERSION_NUMBER: "an answer that is not TLS",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "an answer that is not TLS",
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: "the server refuses TLS 1.2 and 1.3",
  ERR_SSL_UNSUPPORTED_PROTOCOL: "the server chose a TLS version below 1.2",
};
