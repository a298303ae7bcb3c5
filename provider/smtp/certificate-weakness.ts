import type { KeyObject, X509Certificate } from "node:crypto";

/** The shortest RSA key that OpenSSL takes at its default level, and that public CAs sign. */
const RSA_BITS_MIN = 2048;

/** The object identifiers of outdated signatures, as they stand in a certificate. */
const OUTDATED_SIGNATURES = [
  { name: "MD5", der: "06092a864886f70d010104" },
  { name: "SHA-1", der: "06092a864886f70d010105" },
  { name: "SHA-1", der: "06072a8648ce3d0401" },
].map(({ name, der }) => ({ name, der: Buffer.from(der, "hex") }));

/**
 * What is too weak about a certificate for today's TLS libraries, in words; undefined where nothing is known to be.
 * OpenSSL knows it best, but Node does not pass its codes on (`EE_KEY_TOO_SMALL`, `CA_MD_TOO_WEAK`, …): all of them are
 * `UNSPECIFIED`.
 *
 * @param isRoot nobody looks at the signature of a root
 */
export function weaknessOf(certificate: X509Certificate, isRoot: boolean): string | undefined {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = keyOf(certificate) ?? {};
  const bits = details?.modulusLength;
  if (bits !== undefined && bits < RSA_BITS_MIN)
    return `${type === "dsa" ? "a DSA" : "an RSA"} key of ${bits} bits`;
  if (isRoot) return undefined;
  const signature = OUTDATED_SIGNATURES.find(({ der }) => certificate.raw.includes(der));
  return signature && `a signature with ${signature.name}`;
}

/** None where the key is of a kind that this OpenSSL does not know. */
function keyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey;
  } catch {
    return undefined;
  }
}
