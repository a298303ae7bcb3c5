/** What is known of a failed TLS handshake, by OpenSSL's code. */
interface Meaning {
  readonly words: string;
  readonly advice?: string;
}

/**
 * Node's code for a failed handshake, in words. An alert is the server's own last word (RFC 8446 §6.2, RFC 6066 §3);
 * OpenSSL's name for one has changed over the versions (`SSLV3_ALERT_…`, `TLSV1_ALERT_…`, `SSL/TLS_ALERT_…`), its end
 * has not.
 */
export function describeTlsError(code: string): string {
  const known = meaningOf(code);
  if (known) return `${known.words} (${code})`;
  const alert = alertOf(code);
  return alert === undefined
    ? `the TLS handshake failed (${code})`
    : `the server breaks off the TLS handshake with the alert "${alert.toLowerCase().replaceAll("_", " ")}" (${code})`;
}

/** What to do about it, where more can be said than for any failed handshake. */
export const tlsErrorAdvice = (code: string): string | undefined => meaningOf(code)?.advice;

function meaningOf(code: string): Meaning | undefined {
  const reason = alertOf(code) ?? code.replace(/^ERR_(?:O?SSL|TLS)_/, "");
  return MEANINGS[reason];
}

function alertOf(code: string): string | undefined {
  return /_ALERT_(.+)$/.exec(code)?.[1] ?? /^ERR_SSL_TLSV1_(UNRECOGNIZED_NAME)$/.exec(code)?.[1];
}

const NOT_TLS: Meaning = { words: "the answer to the TLS handshake is not TLS" };
const CLIENT_CERTIFICATE: Meaning = {
  words: "the server asks for a client certificate, and refuses connections without one",
  advice: "Turn off client certificates in the server's settings: Auth0 has none to show.",
};
const WEAK: Meaning = {
  words: "the server's certificate has a key or a signature that is too weak",
  advice:
    "Get a new certificate: an RSA key of 2048 bits or more (or ECDSA with P-256), signed with SHA-256 or better.",
};

const MEANINGS: Readonly<Record<string, Meaning | undefined>> = {
  WRONG_VERSION_NUMBER: NOT_TLS,
  PACKET_LENGTH_TOO_LONG: NOT_TLS,
  PROTOCOL_VERSION: { words: "the server refuses TLS 1.2 and 1.3" },
  UNSUPPORTED_PROTOCOL: { words: "the server speaks only TLS versions below 1.2" },
  HANDSHAKE_FAILURE: {
    words: "the server breaks off the TLS handshake: it shares no cipher or signature with this client",
    advice:
      "Check the server's log. Allow TLS 1.2 and 1.3 with current ciphers (ECDHE with AES-GCM), check that it has a certificate with its key for this host name, and that it asks for no client certificate.",
  },
  INSUFFICIENT_SECURITY: { words: "the server wants stronger ciphers than this client has" },
  NO_SHARED_CIPHER: { words: "server and client share no cipher" },
  INTERNAL_ERROR: {
    words: "the server breaks off the TLS handshake because of an error of its own (internal error)",
    advice: "Check the server's log: usually it cannot read its certificate or the key for it.",
  },
  UNRECOGNIZED_NAME: {
    words: "the server has no certificate for this host name (unrecognized name)",
    advice: "Use a host name that the server has a certificate for, or set one up for this name.",
  },
  UNKNOWN_CA: CLIENT_CERTIFICATE,
  BAD_CERTIFICATE: CLIENT_CERTIFICATE,
  CERTIFICATE_UNKNOWN: CLIENT_CERTIFICATE,
  CERTIFICATE_REQUIRED: CLIENT_CERTIFICATE,
  ACCESS_DENIED: { words: "the server refuses this client in the TLS handshake (access denied)" },
  DH_KEY_TOO_SMALL: {
    words: "the server's Diffie-Hellman parameters are too small",
    advice: "Use ECDHE ciphers, or Diffie-Hellman parameters of 2048 bits or more, in the server's settings.",
  },
  UNSAFE_LEGACY_RENEGOTIATION_DISABLED: {
    words: "the server has only the old, unsafe renegotiation of TLS",
    advice: "Update the server's TLS library (RFC 5746).",
  },
  UNEXPECTED_EOF_WHILE_READING: { words: "the server closed the connection during the TLS handshake" },
  EE_KEY_TOO_SMALL: WEAK,
  CA_KEY_TOO_SMALL: WEAK,
  CA_MD_TOO_WEAK: WEAK,
};
