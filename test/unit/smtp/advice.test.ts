import { describe, expect, test } from "vitest";
import { ADVICE_CODES, type AdviceSettings, adviceFor } from "../../../provider/smtp/advice.ts";

const codes = (subject: AdviceSettings) => adviceFor(subject).map(({ code }) => code);
const text = (subject: AdviceSettings) => JSON.stringify(adviceFor(subject));

test("nothing is said about a host of one's own on 587 or 465", () => {
  for (const port of [587, 465, 2525, 2587, 2465]) {
    expect(adviceFor({ host: "smtp.acme.com", port, username: "acme" })).toEqual([]);
  }
});

describe("ports", () => {
  test.each([
    ["smtp.acme.com", 25, ["PORT_25"]],
    ["smtp.acme.com", 1025, ["PORT_UNUSUAL"]],
    ["smtp.postmarkapp.com", 25, ["PORT_25"]],
    ["smtp.postmarkapp.com", 587, []],
    ["smtp.postmarkapp.com", 465, ["PORT_TLS_MISMATCH"]],
    ["smtp-relay.brevo.com", 2465, ["PORT_TLS_MISMATCH"]],
    ["smtp-relay.brevo.com", 465, []],
    ["smtp-relay.brevo.com", 2587, ["PORT_NOT_SERVED"]],
    ["smtp.fastmail.com", 465, ["PLAIN_ONLY_SERVICE"]],
  ] as const)("%s:%i", (host, port, expected) => {
    expect(codes({ host, port })).toEqual(expected);
  });

  test("advice on a service's ports says where that is written", () => {
    expect(text({ host: "smtp.postmarkapp.com", port: 465 })).toMatch(
      /STARTTLS on 25, 587, 2525.*https:\/\/postmarkapp/,
    );
  });
});

describe("hosts that Auth0 cannot reach", () => {
  test.each([
    ["localhost", /the machine itself/],
    ["LOCALHOST", /the machine itself/],
    ["127.0.0.1", /loopback/],
    ["10.1.2.3", /private/],
    ["172.16.0.1", /private/],
    ["172.31.255.255", /private/],
    ["192.168.1.1", /private/],
    ["169.254.1.1", /link-local/],
    ["100.64.0.1", /carrier/],
    ["0.0.0.0", /reserved/],
    ["203.0.113.9", /reserved/],
    ["mailhost", /no dot/],
    ["smtp.acme.internal", /\.internal/],
    ["smtp.acme.local", /\.local/],
    ["smtp.lan", /\.lan/],
    ["smtp.home.arpa", /\.home\.arpa/],
    ["mail.localhost", /\.localhost/],
  ])("%s", (host, why) => {
    const [piece] = adviceFor({ host, port: 587 });
    expect(piece).toMatchObject({ code: "HOST_NOT_PUBLIC", seen: expect.stringMatching(why) });
  });

  test.each([
    "8.8.8.8",
    "172.15.0.1",
    "172.32.0.1",
    "100.128.0.1",
    "192.0.1.1",
    "223.255.255.255",
    "smtp.local.acme.com",
    "localhost.acme.com",
    "internal.acme.com",
    "smtp.acme.homes",
  ])("%s may be public", (host) => expect(codes({ host, port: 587 })).toEqual([]));
});

describe("hosts that take mail from other servers", () => {
  test.each([
    ["acme-com.mail.protection.outlook.com", /smtp\.office365\.com.*learn\.microsoft\.com/],
    ["ASPMX.L.GOOGLE.COM", /smtp\.gmail\.com.*smtp-relay\.gmail\.com.*support\.google\.com/],
    ["alt1.aspmx.l.google.com", /smtp\.gmail\.com/],
    ["smtp.google.com", /smtp\.gmail\.com/],
    ["inbound-smtp.eu-west-1.amazonaws.com", /email-smtp/],
    ["mx.acme.com", /smtp\./],
    ["mx01.mail.icloud.com", /smtp\./],
    ["mx-eu.acme.com", /smtp\./],
  ])("%s", (host, instead) => {
    const [piece] = adviceFor({ host, port: 587 });
    expect(piece).toMatchObject({ code: "MX_HOST", advice: expect.stringMatching(instead) });
  });

  test.each([
    "mxtoolbox.com",
    "smtp.mx.acme.com",
    "mx.com",
    "mxlogin.acme.com",
    "smtp.protection.outlook.com",
  ])("%s only looks like one", (host) => expect(codes({ host, port: 587 })).toEqual([]));
});

test("smtp-mail.outlook.com: since when no password works, and where that is written", () => {
  expect(codes({ host: "smtp-mail.outlook.com", port: 587 })).toEqual(["OUTLOOK_BASIC_AUTH"]);
  expect(text({ host: "smtp-mail.outlook.com", port: 587 })).toMatch(
    /2024-09-16.*https:\/\/support\.microsoft\.com/,
  );
});

describe("native integrations", () => {
  test.each([
    ["email-smtp.eu-central-1.amazonaws.com", "ses"],
    ["smtp.sendgrid.net", "sendgrid"],
    ["smtp.eu.mailgun.org", "mailgun"],
    ["smtp.eu.sparkpostmail.com", "sparkpost"],
    ["smtp.mandrillapp.com", "mandrill"],
    ["smtp.resend.com", "resend"],
    ["smtp.office365.com", "ms365"],
    ["smtp.azurecomm.net", "azure_cs"],
    ["SMTP.SendGrid.NET", "sendgrid"],
  ])("%s: %s", (host, native) => {
    const piece = adviceFor({ host, port: 587 }).find(({ code }) => code === "NATIVE_INTEGRATION");
    expect(piece?.seen).toContain(`"${native}"`);
  });

  test.each([
    "smtp.sendgrid.net.acme.com",
    "amazonaws.com",
    "email-smtp.eu.central.amazonaws.com",
    "xsmtp.resend.com",
  ])("%s only looks like one", (host) => expect(adviceFor({ host, port: 587 })).toEqual([]));
});

test.each(["smtp.office365.com", "smtp-legacy.office365.com"])("%s: both dates, and the way out", (host) => {
  const piece = adviceFor({ host, port: 587 }).find(({ code }) => code === "EXCHANGE_BASIC_AUTH");
  expect(piece?.seen).toMatch(/April 2026.*December 2026.*2027/);
  expect(piece?.advice).toMatch(/ms365.*azure_cs/);
});

describe("user names", () => {
  test.each([
    ["smtp.sendgrid.net", "apikey", false],
    ["smtp.sendgrid.net", "acme", true],
    ["smtp.resend.com", "resend", false],
    ["smtp.resend.com", "apikey", true],
    ["smtp.sparkpostmail.com", "SMTP_Injection", false],
    ["smtp.sparkpostmail.com", "SMTP_Injection:X-MSYS-SUBACCOUNT=12", false],
    ["smtp.sparkpostmail.com", "smtp_injection", true],
    ["smtp.postmarkapp.com", "apikey", true],
    ["smtp.acme.com", "SMTP_Injection", true],
    ["smtp.acme.com", "acme", false],
    ["smtp.gmail.com", "acme", true],
    ["smtp.gmail.com", "me@acme.com", false],
  ])("%s with %s", (host, username, unexpected) => {
    expect(codes({ host, port: 587, username }).includes("USERNAME_UNEXPECTED")).toBe(unexpected);
  });

  test("one that may be an API key is not repeated", () => {
    for (const host of ["smtp.sendgrid.net", "smtp.gmail.com", "smtp.acme.com"]) {
      expect(text({ host, port: 25, username: "SG.very-secret-key" })).not.toContain("SG.very-secret-key");
    }
  });
});

test("every piece of advice can be given, and silenced by its code", () => {
  const subjects: AdviceSettings[] = [
    { host: "smtp.office365.com", port: 25, username: "apikey" },
    { host: "smtp.fastmail.com", port: 2465 },
    { host: "smtp.fastmail.com", port: 26 },
    { host: "smtp.acme.com", port: 26 },
    { host: "localhost", port: 587 },
    { host: "mx1.acme.com", port: 587 },
    { host: "smtp-mail.outlook.com", port: 587 },
  ];
  expect(new Set(subjects.flatMap(codes))).toEqual(new Set(ADVICE_CODES));
  for (const subject of subjects) {
    for (const code of codes(subject)) {
      const others = codes(subject).filter((other) => other !== code);
      expect(codes({ ...subject, silenced: [code, "NO_SUCH_CODE"] })).toEqual(others);
    }
    expect(adviceFor({ ...subject, silenced: ADVICE_CODES })).toEqual([]);
  }
});
