import type { LookupAddress } from "node:dns";
import type { ConnectionProblem } from "./connection-problem";
import type { Reply } from "./dialogue";

/** What a TLS handshake showed. */
export interface TlsDetails {
  /** As negotiated, in OpenSSL's words: `TLSv1.3`. */
  readonly protocol: string;
  readonly cipher: string;
  /** OpenSSL's judgement on the chain against Node's bundled roots, such as `CERT_HAS_EXPIRED`; none when it is good. */
  readonly chainError: string | undefined;
  /** The certificate is for the host that was asked for. */
  readonly forHost: boolean;
  /** The server's own certificate first, then its issuers as far as they are known. */
  readonly chain: readonly CertificateDetails[];
}

export interface CertificateDetails {
  readonly subject: string;
  /** The subject's CN, if it has one. */
  readonly commonName: string | undefined;
  /** subjectAltName, as OpenSSL prints it. */
  readonly names: string;
  readonly issuer: string;
  readonly selfSigned: boolean;
  /** What is too weak about its key or its signature, in words. */
  readonly weakness: string | undefined;
  readonly validFrom: Date;
  readonly validTo: Date;
}

/** The answer that ended AUTH LOGIN, and what it answers. */
export interface LoginAnswer {
  readonly reply: Reply;
  readonly to: "AUTH LOGIN" | "username" | "password";
}

/** RFC 4954 §4: 235 is the one code for success; it is one only once the server has heard everything. */
export const isAccepted = ({ reply, to }: LoginAnswer) => to === "password" && reply.code === 235;

/** The stages of the conversation, in order, and what each brings to light. */
export interface Stages {
  resolve: LookupAddress[];
  /** The address that answered. */
  connect: string;
  greet: Reply;
  /** The first EHLO, in plain text. Not with TLS from the start. */
  hello: Reply;
  starttls: Reply;
  tls: TlsDetails;
  /** The EHLO under TLS: what is offered to those who log in. */
  offer: Reply;
  login: LoginAnswer;
  mail: Reply;
  rcpt: Reply;
  rset: Reply;
}

export type Stage = keyof Stages;

/** A stage that brought an answer (a refusal in the server's words is one), or that failed for want of one. */
export type StageResult<T> =
  | { readonly ms: number; readonly value: T; readonly problem?: undefined }
  | { readonly ms: number; readonly problem: ConnectionProblem; readonly value?: undefined };

/** What the conversation came to. A stage that was not reached is not there. */
export type Observations = { [S in Stage]?: StageResult<Stages[S]> };
