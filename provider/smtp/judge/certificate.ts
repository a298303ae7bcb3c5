import { fail, pass, skipped, type Verdict, warn } from "../finding";
import type { CertificateFacts, TlsFacts } from "../observations";
import type { Case } from "./case";

/** A certificate that ends sooner than this many days is worth a warning. */
const SOON = 21;
const DAY = 24 * 60 * 60 * 1000;

interface Fault {
  readonly seen: string;
  readonly advice: string;
}

/** Auth0: "Have a certificate signed by a public certificate authority". All that is wrong is told at once. */
export function judgeCertificate(about: Case): Verdict {
  const { seen, subject, quote, now } = about;
  if (!seen.tls || seen.tls.fault) return skipped("not tested: there is no TLS");
  const facts = seen.tls.value;
  const [leaf] = facts.chain;
  if (!leaf) return fail("the server shows no certificate", "Give the server a certificate of a public CA.");
  const faults = [
    ...chainFaults(facts, leaf, about),
    ...facts.chain.flatMap((certificate) => dateFaults(certificate, about)),
  ];
  if (!facts.forHost) {
    const names = leaf.names ? quote(leaf.names) : "no host at all";
    faults.push({
      seen: `it is for ${names}, not for ${subject.host}`,
      advice: "Use a host name that the certificate is for, or get one for this host.",
    });
  }
  if (faults.length > 0) {
    return fail(faults.map((fault) => fault.seen).join("; "), faults.map((fault) => fault.advice).join(" "));
  }
  const end = new Date(Math.min(...facts.chain.map(({ validTo }) => validTo.getTime())));
  const days = Math.floor((end.getTime() - now.getTime()) / DAY);
  const good = `issued by ${quote(leaf.issuer)}, valid until ${date(end)}`;
  return days < SOON
    ? warn(`${good}: ${days} days`, "Renew it now; Auth0's mail stops when it expires.")
    : pass(good);
}

function chainFaults({ chain, chainError }: TlsFacts, leaf: CertificateFacts, { quote }: Case): Fault[] {
  if (chainError === undefined) return [];
  const publicCa = "Get a certificate of a public CA: Auth0 trusts no other.";
  if (leaf.selfSigned) return [{ seen: "it is self-signed", advice: publicCa }];
  if (DATES.has(chainError)) return [];
  const issuer = quote(leaf.issuer);
  if (chain.length === 1) {
    return [
      {
        seen: `the chain is incomplete: the server sends its own certificate only, and its issuer ${issuer} is no public root`,
        advice: `Have the server send the intermediate certificate too (the CA's "full chain" file). If ${issuer} is a private CA: ${publicCa}`,
      },
    ];
  }
  const top = quote(chain.at(-1)?.issuer ?? "");
  if (INCOMPLETE.has(chainError)) {
    return [
      {
        seen: `the chain is incomplete or ends at a CA that is not public: nobody vouches for ${top}`,
        advice: `Have the server send all intermediate certificates (the CA's "full chain" file). If ${top} is a private CA: ${publicCa}`,
      },
    ];
  }
  if (PRIVATE.has(chainError))
    return [{ seen: `it comes from ${top}, which is no public CA`, advice: publicCa }];
  return [{ seen: `the chain does not hold (${chainError})`, advice: publicCa }];
}

/** OpenSSL's codes (X509_STORE_CTX_get_error(3)) in groups that call for one and the same remedy. */
const DATES: ReadonlySet<string> = new Set(["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"]);
const PRIVATE: ReadonlySet<string> = new Set(["SELF_SIGNED_CERT_IN_CHAIN", "DEPTH_ZERO_SELF_SIGNED_CERT"]);
const INCOMPLETE: ReadonlySet<string> = new Set([
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

function dateFaults({ subject, validFrom, validTo }: CertificateFacts, { quote, now }: Case): Fault[] {
  if (validTo < now) {
    return [{ seen: `${quote(subject)} expired on ${date(validTo)}`, advice: "Renew the certificate." }];
  }
  if (validFrom > now) {
    const advice = "Check the clocks of the server, of the CA and of this machine.";
    return [{ seen: `${quote(subject)} is not valid before ${date(validFrom)}`, advice }];
  }
  return [];
}

const date = (day: Date) => day.toISOString().slice(0, 10);
