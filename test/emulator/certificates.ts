// First: @peculiar/x509 needs the polyfill when it is loaded.
import "reflect-metadata";
import { createPrivateKey, type KeyObject, randomBytes, webcrypto } from "node:crypto";
import { isIP } from "node:net";
import { createSecureContext, type SecureContext } from "node:tls";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** Key and certificate of a server, PEM. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** A certification authority that lives as long as the process. */
export interface Authority {
  /** Its own certificate, PEM. */
  readonly pem: string;
  /** A certificate for these names, DNS or IP. */
  issue(...names: readonly string[]): Promise<Identity>;
  /** The same for this host and its siblings, ready for use; made once and kept. */
  contextFor(host: string): Promise<SecureContext>;
}

const ecdsa = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const day = 24 * 60 * 60 * 1000;

export async function createAuthority(): Promise<Authority> {
  const [caKeys, leafKeys] = await Promise.all([generateKeys(), generateKeys()]);
  const leafKey = await exportPem(leafKeys.privateKey);
  const validity = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 30 * day) };
  const ca = await X509CertificateGenerator.createSelfSigned({
    ...validity,
    serialNumber: serialNumber(),
    name: "CN=Auth0 emulator CA",
    keys: caKeys,
    signingAlgorithm: ecdsa,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const pem = ca.toString("pem");
  const keyIdentifiers = await Promise.all([
    AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
    SubjectKeyIdentifierExtension.create(leafKeys.publicKey),
  ]);

  async function issue(...names: readonly string[]): Promise<Identity> {
    const certificate = await X509CertificateGenerator.create({
      ...validity,
      serialNumber: serialNumber(),
      // The names are in subjectAltName only: a CN holds no more than 64 characters.
      subject: "CN=Auth0 emulator",
      issuer: ca.subject,
      publicKey: leafKeys.publicKey,
      signingKey: caKeys.privateKey,
      signingAlgorithm: ecdsa,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(
          names.map((value) => ({ type: isIP(value) ? ("ip" as const) : ("dns" as const), value })),
        ),
        ...keyIdentifiers,
      ],
    });
    return { key: leafKey, cert: certificate.toString("pem") };
  }

  const contexts = new Map<string, Promise<SecureContext>>();
  function contextFor(host: string): Promise<SecureContext> {
    const name = wildcard(host);
    const context = contexts.get(name) ?? issue(name).then(createSecureContext);
    contexts.set(name, context);
    return context;
  }

  return { pem, issue, contextFor };
}

/** `*.eu.auth0.com` for `acme.eu.auth0.com`, as at Auth0: a certificate a region, not one a tenant (2 ms each). */
function wildcard(host: string): string {
  const [, ...parent] = host.split(".");
  return parent.length < 2 ? host : ["*", ...parent].join(".");
}

const generateKeys = () => webcrypto.subtle.generateKey(ecdsa, true, ["sign", "verify"]);

async function exportPem(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", key));
  const object: KeyObject = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  return object.export({ format: "pem", type: "pkcs8" }).toString();
}

/** Positive and never zero, as RFC 5280 §4.1.2.2 asks. */
const serialNumber = () => `01${randomBytes(15).toString("hex")}`;
