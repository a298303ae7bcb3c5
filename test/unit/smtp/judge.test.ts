import { describe, expect, test } from "vitest";
import { cleaning, quoting } from "../../../provider/model/quote.ts";
import type { Judgement } from "../../../provider/smtp/finding.ts";
import { judgeAuthLogin } from "../../../provider/smtp/judge/auth-login.ts";
import { judgeCertificate } from "../../../provider/smtp/judge/certificate.ts";
import { judgeCredentials } from "../../../provider/smtp/judge/credentials.ts";
import type { Evidence } from "../../../provider/smtp/judge/evidence.ts";
import { mayLogIn } from "../../../provider/smtp/judge/index.ts";
import { judgeReachable } from "../../../provider/smtp/judge/reachable.ts";
import { judgeSender } from "../../../provider/smtp/judge/sender.ts";
import { judgeTlsVersion } from "../../../provider/smtp/judge/tls-version.ts";
import type { CertificateDetails, Observations, TlsDetails } from "../../../provider/smtp/observations.ts";
import type { PreflightOptions } from "../../../provider/smtp/preflight-options.ts";
import { targetOf } from "../../../provider/smtp/target.ts";

const now = new Date("2026-06-01T00:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000);
const ms = 1;

const leaf: CertificateDetails = {
  subject: "smtp.acme.com",
  names: "DNS:smtp.acme.com",
  issuer: "R3",
  commonName: "smtp.acme.com",
  selfSigned: false,
  weakness: undefined,
  validFrom: inDays(-30),
  validTo: inDays(60),
};
const issuer: CertificateDetails = {
  ...leaf,
  subject: "R3",
  names: "",
  issuer: "Root X",
  validTo: inDays(900),
};
const tls: TlsDetails = {
  protocol: "TLSv1.3",
  cipher: "AES",
  chainError: undefined,
  forHost: true,
  chain: [leaf, issuer],
};

/** All that a good server shows before the login. */
const good: Observations = {
  resolve: { ms, value: [] },
  connect: { ms, value: "192.0.2.1" },
  greet: { ms, value: { code: 220, lines: ["hi"] } },
  hello: { ms, value: { code: 250, lines: ["hi", "STARTTLS"] } },
  starttls: { ms, value: { code: 220, lines: ["go"] } },
  tls: { ms, value: tls },
  offer: { ms, value: { code: 250, lines: ["hi", "auth plain login"] } },
};

function about(seen: Observations, options: Partial<PreflightOptions> = {}): Evidence {
  const target = targetOf({ host: "smtp.acme.com", port: 587, ...options });
  return { seen: { ...good, ...seen }, target, quote: quoting(undefined), clean: cleaning(undefined), now };
}

/** A failure of this machine, its network or the moment. */
const here = (seen: RegExp, advice = /./) => ({ ...judgement("fail", seen, advice), onlyHere: true });

const judgement = (status: Judgement["status"], seen: RegExp, advice = /./) => ({
  status,
  seen: expect.stringMatching(seen),
  advice: expect.stringMatching(advice),
});

/** A judgement without its facts, which have their own tests. */
const inWords = ({ facts: _, ...words }: Judgement) => words;

describe("REACHABLE", () => {
  test.each([
    [25, "ETIMEDOUT", /block outgoing port 25/],
    [587, "ETIMEDOUT", /firewall.*Auth0's addresses/],
    [587, "EHOSTUNREACH", /firewall/],
    [587, "EWHATEVER", /firewall/],
  ])("no connection to %i: %s", (port, code, advice) => {
    const connect = { ms, problem: { kind: "network", code } } as const;
    expect(judgeReachable(about({ connect }, { port }))).toEqual(here(new RegExp(`\\(${code}\\)`), advice));
  });

  test("no connection within the time on 25", () => {
    const connect = { ms, problem: { kind: "timeout" } } as const;
    expect(judgeReachable(about({ connect }, { port: 25, timeoutSeconds: 3 }))).toEqual(
      here(/^no answer within 3 s$/, /port 25.*timeoutSeconds.*--timeout/),
    );
  });

  test("EHLO refused", () => {
    const hello = { ms, value: { code: 502, lines: ["what?"] } };
    expect(inWords(judgeReachable(about({ hello })))).toEqual(
      judgement("fail", /EHLO is refused: "502 what\?"/, /ESMTP/),
    );
    expect(judgeTlsVersion(about({ hello }))).toMatchObject({ status: "skipped" });
  });
});

describe("TLS_VERSION", () => {
  test("STARTTLS refused for now", () => {
    const starttls = { ms, value: { code: 454, lines: ["TLS not available"] } };
    expect(judgeTlsVersion(about({ starttls }))).toEqual(here(/"454 .*temporary/, /try again/));
  });

  test("a version that is not known is not taken for a good one", () => {
    expect(judgeTlsVersion(about({ tls: { ms, value: { ...tls, protocol: "unknown" } } })).status).toBe(
      "fail",
    );
  });
});

describe("CERTIFICATE", () => {
  const judge = (facts: Partial<TlsDetails>) =>
    inWords(judgeCertificate(about({ tls: { ms, value: { ...tls, ...facts } } })));

  test.each([
    [21, "pass"],
    [20.999, "warn"],
    [0.5, "warn"],
    [-0.001, "fail"],
  ] as const)("%d days before its end: %s", (days, status) => {
    expect(judge({ chain: [{ ...leaf, validTo: inDays(days) }, issuer] }).status).toBe(status);
  });

  test("an expired issuer counts where the chain does not hold without it", () => {
    const chain = [leaf, { ...issuer, validTo: inDays(-1) }];
    expect(judge({ chain, chainError: "CERT_HAS_EXPIRED" })).toEqual(
      judgement("fail", /"Root X" expired|expired on/),
    );
    expect(judge({ chain }).status).toBe("pass");
  });

  test("none at all", () => {
    expect(judge({ chain: [], forHost: false })).toEqual(judgement("fail", /no certificate/));
  });

  test("one without a subjectAltName", () => {
    const chain = [{ ...leaf, names: "", commonName: "mail" }];
    expect(judge({ chain, forHost: false })).toEqual(
      judgement(
        "fail",
        /^it is not for smtp.acme.com: it has no subjectAltName, only a CN "mail"$/,
        /subjectAltName/,
      ),
    );
    expect(judge({ chain: [{ ...leaf, names: "", commonName: undefined }], forHost: false })).toEqual(
      judgement("fail", /no subjectAltName, no CN either$/),
    );
  });

  test.each(["EE_KEY_TOO_SMALL", "CA_KEY_TOO_SMALL", "CA_MD_TOO_WEAK"])(
    "%s has its own advice",
    (chainError) => {
      expect(judge({ chainError })).toEqual(
        judgement("fail", new RegExp(`\\(${chainError}\\)`), /2048 bits.*SHA-256/),
      );
    },
  );

  test("a chain with a gap", () => {
    expect(judge({ chainError: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY" })).toEqual(
      judgement("fail", /"Root X" is not a public root/, /full chain/),
    );
  });

  test.each(["CERT_REVOKED", "CERT_HAS_EXPIRED", "EE_KEY_TOO_SMALL"])(
    "%s, where nothing else tells",
    (code) => {
      expect(judge({ chainError: code })).toEqual(judgement("fail", new RegExp(`\\(${code}\\)`)));
      expect(judge({ chainError: code, chain: [leaf] })).toEqual(
        judgement("fail", new RegExp(`\\(${code}\\)`)),
      );
    },
  );
});

describe("facts, for scripts", () => {
  test("an address, once there is a connection", () => {
    expect(judgeReachable(about({})).facts).toEqual({ address: "192.0.2.1" });
    const connect = { ms, problem: { kind: "timeout" } } as const;
    expect(judgeReachable(about({ connect }))).not.toHaveProperty("facts");
  });

  test.each(["TLSv1.3", "TLSv1.1"])("protocol and cipher: %s", (protocol) => {
    const { facts } = judgeTlsVersion(about({ tls: { ms, value: { ...tls, protocol } } }));
    expect(facts).toEqual({ protocol, cipher: "AES" });
  });

  test("the server's certificate, also where it is refused", () => {
    const names = 'DNS:smtp.acme.com, IP Address:192.0.2.1, DNS:"odd, DNS:name", email:a@acme.com';
    const chain = [{ ...leaf, names }, issuer];
    const facts = {
      issuer: "R3",
      names: ["smtp.acme.com", "192.0.2.1", '"odd, DNS:name"'],
      validFrom: "2026-05-02T00:00:00.000Z",
      validTo: "2026-07-31T00:00:00.000Z",
    };
    for (const forHost of [true, false]) {
      expect(judgeCertificate(about({ tls: { ms, value: { ...tls, chain, forHost } } })).facts).toEqual(
        facts,
      );
    }
  });

  test("a date that cannot be read is left out", () => {
    const chain = [{ ...leaf, validFrom: new Date(Number.NaN) }];
    const { facts } = judgeCertificate(about({ tls: { ms, value: { ...tls, chain } } }));
    expect(facts).not.toHaveProperty("validFrom");
  });

  test("mechanisms, as the server writes them", () => {
    expect(judgeAuthLogin(about({})).facts).toEqual({ mechanisms: ["plain", "login"] });
    const offer = { ms, value: { code: 250, lines: ["hi"] } };
    expect(judgeAuthLogin(about({ offer })).facts).toEqual({ mechanisms: [] });
  });

  test("the code of the last reply", () => {
    const options = { username: "acme", password: "secret", from: "no-reply@acme.com" };
    const login = (code: number) => ({ ms, value: { reply: { code, lines: [] }, to: "password" } as const });
    expect(judgeCredentials(about({ login: login(235) }, options)).facts).toEqual({ code: 235 });
    expect(judgeCredentials(about({ login: login(535) }, options)).facts).toEqual({ code: 535 });
    const mail = { ms, value: { code: 250, lines: [] } };
    const refused = { ms, value: { code: 553, lines: [] } };
    expect(judgeSender(about({ mail, rcpt: mail }, options)).facts).toEqual({ code: 250 });
    expect(judgeSender(about({ mail, rcpt: refused }, options)).facts).toEqual({ code: 553 });
    expect(judgeSender(about({ mail: refused }, options)).facts).toEqual({ code: 553 });
  });

  test("the password is not among them", () => {
    const offer = { ms, value: { code: 250, lines: ["hi", "AUTH LOGIN hunter22"] } };
    const evidence = { ...about({ offer }), clean: cleaning("hunter22") };
    expect(judgeAuthLogin(evidence).facts).toEqual({ mechanisms: ["LOGIN", "[password]"] });
  });
});

describe("the password may be sent", () => {
  test("to a server that has passed all before", () => {
    expect(mayLogIn(about({}))).toBe(true);
  });

  test("to one whose certificate ends soon", () => {
    expect(
      mayLogIn(about({ tls: { ms, value: { ...tls, chain: [{ ...leaf, validTo: inDays(3) }] } } })),
    ).toBe(true);
  });

  test.each<[string, Observations]>([
    ["outdated TLS", { tls: { ms, value: { ...tls, protocol: "TLSv1.1" } } }],
    ["a broken chain", { tls: { ms, value: { ...tls, chainError: "SELF_SIGNED_CERT_IN_CHAIN" } } }],
    ["another's certificate", { tls: { ms, value: { ...tls, forHost: false } } }],
    ["no TLS", { tls: { ms, problem: { kind: "closed" } } }],
    ["no AUTH LOGIN", { offer: { ms, value: { code: 250, lines: ["hi", "AUTH PLAIN"] } } }],
    ["AUTH LOGIN in its name only", { offer: { ms, value: { code: 250, lines: ["AUTH LOGIN"] } } }],
    ["AUTH LOGIN in a refusal", { offer: { ms, value: { code: 550, lines: ["no", "AUTH LOGIN"] } } }],
  ])("to none with %s", (_what, seen) => {
    expect(mayLogIn(about(seen))).toBe(false);
  });
});
