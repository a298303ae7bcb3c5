import type { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { type ConnectionOptions, checkServerIdentity, rootCertificates, type TLSSocket } from "node:tls";
import { weaknessOf } from "./certificate-weakness";
import type { CertificateDetails, TlsDetails } from "./observations";
import type { Target } from "./target";

/**
 * Public CAs are those that Node bundles (Mozilla's list), whatever this machine trusts besides: `ca` puts
 * NODE_EXTRA_CA_CERTS, SSL_CERT_FILE and --use-system-ca out of force. The handshake goes through in any case, so
 * that all that is wrong can be told; no secret is sent before the judgement.
 */
export function tlsOptions({ host, extraCa }: Target): ConnectionOptions {
  return {
    ca: extraCa === undefined ? [...rootCertificates] : [...rootCertificates, extraCa],
    rejectUnauthorized: false,
    // Judged apart, so that it does not stand in for the judgement on the chain.
    checkServerIdentity: () => undefined,
    ...(isIP(host) ? {} : { servername: host }),
  };
}

/** What the handshake showed. */
export function readTls(socket: TLSSocket, host: string): TlsDetails {
  const leaf = socket.getPeerX509Certificate();
  const chain: CertificateDetails[] = [];
  for (let next = leaf; next; next = next.issuerCertificate) chain.push(readCertificate(next));
  return {
    protocol: socket.getProtocol() ?? "unknown",
    cipher: socket.getCipher().standardName,
    // Set to OpenSSL's code where the chain does not hold, whatever its declared type says.
    chainError: socket.authorized ? undefined : String(socket.authorizationError),
    forHost: leaf !== undefined && checkServerIdentity(host, leaf.toLegacyObject()) === undefined,
    chain,
  };
}

function readCertificate(certificate: X509Certificate): CertificateDetails {
  const selfSigned = certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey);
  return {
    subject: calledName(certificate.subject),
    commonName: commonName(certificate.subject),
    names: certificate.subjectAltName ?? "",
    issuer: calledName(certificate.issuer),
    selfSigned,
    weakness: weaknessOf(certificate, selfSigned),
    validFrom: new Date(certificate.validFrom),
    validTo: new Date(certificate.validTo),
  };
}

/** The name a person would call it by: the CN, or else the whole subject. */
function calledName(name: string): string {
  return commonName(name) ?? name.replaceAll("\n", ", ");
}

const commonName = (name: string) => /^CN=(.*)$/m.exec(name)?.[1];
