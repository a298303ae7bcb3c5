/** Ports where TLS begins at once (RFC 8314 §3.3, and the same shifted by 2000); on all others STARTTLS begins it. */
export const IMPLICIT_TLS_PORTS: readonly number[] = [465, 2465];

/** Where mail is handed in: RFC 6409's 587, RFC 8314's 465, and what services listen on beside them. */
export const SUBMISSION_PORTS: readonly number[] = [465, 587, 2465, 2525, 2587];
