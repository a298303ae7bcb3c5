// First: @peculiar/x509 needs the polyfill when it is loaded.
import "reflect-metadata";
import { randomBytes, webcrypto } from "node:crypto";
import { isIP } from "node:net";
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** A certificate with its key. The chain is what a server sends: its own certificate first, then its issuers. */
export interface Identity {
  readonly certificate: X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly key: string;
  readonly pem: string;
}

export interface Wishes {
  /** The subject's CN. */
  readonly name: string;
  /** Without one it is self-signed. */
  readonly issuer?: Identity;
  /** Host names and addresses; without any it is a CA's. */
  readonly hosts?: readonly string[];
  /** Days from now. @default -1 and 90 */
  readonly valid?: readonly [from: number, to: number];
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000);

export async function certify({ name, issuer, hosts = [], valid = [-1, 90] }: Wishes): Promise<Identity> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: `01${randomBytes(8).toString("hex")}`,
    notBefore: inDays(valid[0]),
    notAfter: inDays(valid[1]),
    subject: `CN=${name}`,
    issuer: issuer?.certificate.subject ?? `CN=${name}`,
    publicKey: keys.publicKey,
    signingKey: issuer?.keys.privateKey ?? keys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(hosts.length === 0, undefined, true),
      ...(hosts.length > 0 ? [new SubjectAlternativeNameExtension(hosts.map(generalName))] : []),
    ],
  });
  const der = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  const key = `-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----\n`;
  return { certificate, keys, key, pem: certificate.toString("pem") };
}

const generalName = (value: string) => ({ type: isIP(value) ? ("ip" as const) : ("dns" as const), value });
