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
  /** RSA of so many bits, signed with SHA-256. @default ECDSA with P-256 */
  readonly rsaBits?: number;
  /** Signed with SHA-1. */
  readonly sha1?: boolean;
}

const ECDSA = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const RSA = { name: "RSASSA-PKCS1-v1_5", publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };
const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000);

export async function certify(wishes: Wishes): Promise<Identity> {
  const { name, issuer, hosts = [], valid = [-1, 90], rsaBits, sha1 = false } = wishes;
  const algorithm = rsaBits === undefined ? ECDSA : { ...RSA, modulusLength: rsaBits };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const signingKey = issuer?.keys.privateKey ?? keys.privateKey;
  const certificate = await X509CertificateGenerator.create({
    serialNumber: `01${randomBytes(8).toString("hex")}`,
    notBefore: inDays(valid[0]),
    notAfter: inDays(valid[1]),
    subject: `CN=${name}`,
    issuer: issuer?.certificate.subject ?? `CN=${name}`,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: { name: signingKey.algorithm.name, hash: sha1 ? "SHA-1" : "SHA-256" },
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
