import { X509Certificate } from "node:crypto";
import { placeholderAs } from "./placeholder";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** What is wrong with PEM text that is to hold certificates (RFC 7468); undefined where nothing is. */
export function problemWithCertificates(text: string): string | undefined {
  if (holdsPrivateKey(text)) return "must hold certificates only, and no private key";
  const certificates = text.match(CERTIFICATE) ?? [];
  if (certificates.length === 0)
    return placeholderAs(text) ?? "must be PEM text, from -----BEGIN to -----END CERTIFICATE-----";
  // TLS passes over what it cannot read, and then the handshake fails for no reason that could be seen.
  const unreadable = certificates.findIndex((certificate) => !isCertificate(certificate));
  return unreadable < 0 ? undefined : `must hold certificates; number ${unreadable + 1} cannot be read`;
}

/** Whether a private key is anywhere in a value: people paste the wrong file. */
export function holdsPrivateKey(value: unknown): boolean {
  if (typeof value === "string") return /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value);
  return typeof value === "object" && value !== null && Object.values(value).some(holdsPrivateKey);
}

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}
