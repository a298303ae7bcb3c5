import type { Quote } from "../../model/quote";
import { type Facts, fail, type Judgement, pass, skipped, warn, withFacts } from "../finding";
import type { CertificateDetails, TlsDetails } from "../observations";
import type { Evidence } from "./evidence";

/** A certificate that ends sooner than this many days is worth a warning. */
const SOON = 21;
const DAY = 24 * 60 * 60 * 1000;

interface CertificateProblem {
  readonly seen: string;
  readonly advice: string;
}

/** Auth0: "Have a certificate signed by a public certificate authority". All that is wrong is told at once. */
export function judgeCertificate(evidence: Evidence): Judgement {
  const { seen } = evidence;
  if (!seen.tls || seen.tls.problem) return skipped("not tested: there is no TLS");
  const facts = seen.tls.value;
  const [leaf] = facts.chain;
  if (!leaf)
    return fail("the server sends no certificate", "Install a certificate of a public CA on the server.");
  return withFacts(judgeLeaf(facts, leaf, evidence), factsOf(leaf, evidence));
}

function judgeLeaf(facts: TlsDetails, leaf: CertificateDetails, evidence: Evidence): Judgement {
  const { quote, now } = evidence;
  const problems = [...chainProblems(facts, leaf, evidence), ...nameProblems(facts, leaf, evidence)];
  if (problems.length > 0) {
    return fail(
      problems.map((problem) => problem.seen).join("; "),
      problems.map((problem) => problem.advice).join(" "),
    );
  }
  const days = Math.floor((leaf.validTo.getTime() - now.getTime()) / DAY);
  const good = `issued by ${quote(leaf.issuer)}, valid until ${date(leaf.validTo)}`;
  return days < SOON
    ? warn(`${good}: ${days} days`, "Renew it now; Auth0's mail stops when it expires.")
    : pass(good);
}

function factsOf({ issuer, names, validFrom, validTo }: CertificateDetails, { clean }: Evidence): Facts {
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
 * OpenSSL names one problem of a chain only; where it is a date, the certificate concerned tells more. Where the chain
 * holds, an expired certificate that is sent along was not needed for that (an old cross-signed root, most often).
 */
function chainProblems(
  { chain, chainError }: TlsDetails,
  leaf: CertificateDetails,
  evidence: Evidence,
): CertificateProblem[] {
  const concerned = chainError === undefined ? [leaf] : chain;
  const dates = concerned.flatMap((certificate) => dateProblems(certificate, evidence));
  const isTold = chainError === undefined || (DATES.has(chainError) && dates.length > 0);
  if (leaf.selfSigned && chainError !== undefined) return [SELF_SIGNED, ...dates];
  return isTold ? dates : [trustProblem(chain, chainError, evidence), ...dates];
}

function trustProblem(
  chain: readonly CertificateDetails[],
  chainError: string,
  { quote }: Evidence,
): CertificateProblem {
  const top = quote(chain.at(-1)?.issuer ?? "");
  if (INCOMPLETE.has(chainError)) {
    return {
      seen:
        chain.length === 1
          ? `the chain is incomplete: the server sends its own certificate only, and its issuer ${top} is not a public root`
          : `the chain is incomplete or ends at a private CA: ${top} is not a public root`,
      advice: `Set the server to send all intermediate certificates too (the CA's "full chain" file). If ${top} is a private CA: ${PUBLIC_CA}`,
    };
  }
  if (WEAK.has(chainError)) return weakProblem(chain, chainError, quote);
  return chainError === "SELF_SIGNED_CERT_IN_CHAIN"
    ? { seen: `it comes from ${top}, which is not a public CA`, advice: PUBLIC_CA }
    : { seen: `the chain is not valid (${chainError})`, advice: PUBLIC_CA };
}

function weakProblem(
  chain: readonly CertificateDetails[],
  chainError: string,
  quote: Quote,
): CertificateProblem {
  const weak = chain.flatMap(({ subject, weakness }) =>
    weakness ? [`${quote(subject)} has ${weakness}`] : [],
  );
  return weak.length > 0
    ? { seen: `${weak.join(", ")}: too weak`, advice: STRONGER }
    : {
        seen: `the chain is not valid (${chainError})`,
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
const SELF_SIGNED: CertificateProblem = { seen: "it is self-signed", advice: PUBLIC_CA };

/** OpenSSL's codes (X509_STORE_CTX_get_error(3)) in groups that call for one and the same remedy. */
const DATES: ReadonlySet<string> = new Set(["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"]);
const INCOMPLETE: ReadonlySet<string> = new Set([
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

function nameProblems(
  { forHost }: TlsDetails,
  leaf: CertificateDetails,
  { target, quote }: Evidence,
): CertificateProblem[] {
  if (forHost) return [];
  if (leaf.names === "") {
    const cn = leaf.commonName === undefined ? "no CN either" : `only a CN ${quote(leaf.commonName)}`;
    return [
      {
        seen: `it is not for ${target.host}: it has no subjectAltName, ${cn}`,
        advice: `Get a certificate that has ${target.host} in its subjectAltName: clients look only there (RFC 9525).`,
      },
    ];
  }
  return [
    {
      seen: `it is for ${quote(leaf.names)}, not for ${target.host}`,
      advice: "Use a host name that the certificate is for, or get a certificate for this host.",
    },
  ];
}

function dateProblems(
  { subject, validFrom, validTo }: CertificateDetails,
  { quote, now }: Evidence,
): CertificateProblem[] {
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
