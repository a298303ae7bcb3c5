import { type Facts, fail, pass, skipped, type Verdict, warn, withFacts } from "../finding";
import type { CertificateFacts, TlsFacts } from "../observations";
import type { Quote } from "../quote";
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
  const { seen } = about;
  if (!seen.tls || seen.tls.fault) return skipped("not tested: there is no TLS");
  const facts = seen.tls.value;
  const [leaf] = facts.chain;
  if (!leaf) return fail("the server shows no certificate", "Give the server a certificate of a public CA.");
  return withFacts(judgeLeaf(facts, leaf, about), factsOf(leaf, about));
}

function judgeLeaf(facts: TlsFacts, leaf: CertificateFacts, about: Case): Verdict {
  const { quote, now } = about;
  const faults = [...chainFaults(facts, leaf, about), ...nameFaults(facts, leaf, about)];
  if (faults.length > 0) {
    return fail(faults.map((fault) => fault.seen).join("; "), faults.map((fault) => fault.advice).join(" "));
  }
  const days = Math.floor((leaf.validTo.getTime() - now.getTime()) / DAY);
  const good = `issued by ${quote(leaf.issuer)}, valid until ${date(leaf.validTo)}`;
  return days < SOON
    ? warn(`${good}: ${days} days`, "Renew it now; Auth0's mail stops when it expires.")
    : pass(good);
}

function factsOf({ issuer, names, validFrom, validTo }: CertificateFacts, { clean }: Case): Facts {
  return {
    issuer: clean(issuer),
    names: hostNames(names).map(clean),
    ...(isDate(validFrom) && { validFrom: validFrom.toISOString() }),
    ...(isDate(validTo) && { validTo: validTo.toISOString() }),
  };
}

/** A date of a broken certificate may be unreadable. */
const isDate = (date: Date) => !Number.isNaN(date.getTime());

/** The host names and addresses of a subjectAltName. An odd name is in quotation marks, and may have a comma in them. */
const hostNames = (names: string) =>
  [...names.matchAll(/(?:^|, )(?:DNS|IP Address):("(?:\\.|[^"\\])*"|[^,]*)/g)].map(([, name = ""]) => name);

/**
 * OpenSSL names one fault of a chain only; where it is a date, the certificate concerned tells more. Where the chain
 * holds, an expired certificate that is sent along was not needed for that (an old cross-signed root, most often).
 */
function chainFaults({ chain, chainError }: TlsFacts, leaf: CertificateFacts, about: Case): Fault[] {
  const concerned = chainError === undefined ? [leaf] : chain;
  const dates = concerned.flatMap((certificate) => dateFaults(certificate, about));
  const isTold = chainError === undefined || (DATES.has(chainError) && dates.length > 0);
  if (leaf.selfSigned && chainError !== undefined) return [SELF_SIGNED, ...dates];
  return isTold ? dates : [trustFault(chain, chainError, about), ...dates];
}

function trustFault(chain: readonly CertificateFacts[], chainError: string, { quote }: Case): Fault {
  const top = quote(chain.at(-1)?.issuer ?? "");
  if (INCOMPLETE.has(chainError)) {
    return {
      seen:
        chain.length === 1
          ? `the chain is incomplete: the server sends its own certificate only, and its issuer ${top} is no public root`
          : `the chain is incomplete or ends at a CA that is not public: nobody vouches for ${top}`,
      advice: `Have the server send all intermediate certificates too (the CA's "full chain" file). If ${top} is a private CA: ${PUBLIC_CA}`,
    };
  }
  if (WEAK.has(chainError)) return weakFault(chain, chainError, quote);
  return chainError === "SELF_SIGNED_CERT_IN_CHAIN"
    ? { seen: `it comes from ${top}, which is no public CA`, advice: PUBLIC_CA }
    : { seen: `the chain does not hold (${chainError})`, advice: PUBLIC_CA };
}

function weakFault(chain: readonly CertificateFacts[], chainError: string, quote: Quote): Fault {
  const weak = chain.flatMap(({ subject, weakness }) =>
    weakness ? [`${quote(subject)} has ${weakness}`] : [],
  );
  return weak.length > 0
    ? { seen: `${weak.join(", ")}: too weak`, advice: STRONGER }
    : {
        seen: `the chain does not hold (${chainError})`,
        advice: chainError === UNNAMED ? PUBLIC_CA : STRONGER,
      };
}

const STRONGER =
  "Get a new certificate: RSA keys of 2048 bits or more (or ECDSA with P-256), signed with SHA-256 or better, by a public CA.";

/** What Node makes of a code that it does not know: those of weak keys and signatures are among them. */
const UNNAMED = "UNSPECIFIED";
const WEAK: ReadonlySet<string> = new Set([
  UNNAMED,
  "EE_KEY_TOO_SMALL",
  "CA_KEY_TOO_SMALL",
  "CA_MD_TOO_WEAK",
]);

const PUBLIC_CA = "Get a certificate of a public CA: Auth0 trusts no other.";
const SELF_SIGNED: Fault = { seen: "it is self-signed", advice: PUBLIC_CA };

/** OpenSSL's codes (X509_STORE_CTX_get_error(3)) in groups that call for one and the same remedy. */
const DATES: ReadonlySet<string> = new Set(["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"]);
const INCOMPLETE: ReadonlySet<string> = new Set([
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

function nameFaults({ forHost }: TlsFacts, leaf: CertificateFacts, { subject, quote }: Case): Fault[] {
  if (forHost) return [];
  if (leaf.names === "") {
    const cn = leaf.commonName === undefined ? "no CN either" : `only a CN ${quote(leaf.commonName)}`;
    return [
      {
        seen: `it is not for ${subject.host}: it has no subjectAltName, ${cn}`,
        advice: `Get a certificate that has ${subject.host} in its subjectAltName: that is where clients look (RFC 9525).`,
      },
    ];
  }
  return [
    {
      seen: `it is for ${quote(leaf.names)}, not for ${subject.host}`,
      advice: "Use a host name that the certificate is for, or get one for this host.",
    },
  ];
}

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
