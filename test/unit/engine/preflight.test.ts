import { describe, expect, test } from "vitest";
import { preflightDue } from "../../../provider/engine/preflight-due.ts";
import { judgeFindings } from "../../../provider/engine/preflight-result.ts";
import { UNKNOWN } from "../../../provider/inputs/unknown.ts";
import type { Finding } from "../../../provider/smtp/index.ts";
import { certify } from "../../smtp/certificates.ts";
import { DESIRED } from "../samples.ts";

const inputs = { ...DESIRED, password: "pw-1", preflight: "enforce" };
const login = { host: "smtp.acme.com", port: 587, username: "acme", password: "pw-1" };

describe("when a handshake is due", () => {
  test("for a new resource, with all there is", () => {
    expect(preflightDue({}, inputs)).toEqual({
      kind: "now",
      mode: "enforce",
      options: {
        ...login,
        from: "no-reply@acme.com",
        timeoutSeconds: undefined,
        extraCa: undefined,
        ehloName: undefined,
      },
      untested: undefined,
    });
  });

  test("as the settings say", async () => {
    const preflight = { mode: "warn", timeoutSeconds: 3, extraCa: (await certify({ name: "CA" })).pem };
    expect(preflightDue({}, { ...inputs, preflight })).toMatchObject({
      mode: "warn",
      options: { timeoutSeconds: 3, extraCa: preflight.extraCa },
    });
  });

  const file = { passwordFrom: { file: "/run/pw" }, password: undefined };
  test.each<[string, object, object]>([
    ["host", inputs, { host: "smtp2.acme.com" }],
    ["port", inputs, { port: 2525 }],
    ["user name", inputs, { username: "other" }],
    ["password", inputs, { password: "pw-2" }],
    ["source of the password", inputs, file],
    [
      "its version",
      { ...inputs, ...file },
      { ...file, passwordFrom: { ...file.passwordFrom, version: "2" } },
    ],
    ["provider, which was switched to another", { ...inputs, providerName: "ses" }, {}],
  ])("with a new %s", (_name, olds, change) => {
    expect(preflightDue({ ...olds }, { ...inputs, ...change }).kind).toBe("now");
  });

  test.each<[string, object]>([
    ["is new", {}],
    [
      "but From and headers",
      { from: "x@acme.com", settings: { headers: { "X-MC-ViewContentLink": "true" } } },
    ],
    ["but whether it is in use", { enabled: false }],
    ["but what Auth0 never sees", { onExisting: "adopt", onDelete: "disable" }],
    ["but preflight itself", { preflight: { mode: "warn", timeoutSeconds: 3 } }],
    ["but that the password is no longer given", { password: undefined }],
  ])("not where nothing %s", (_name, change) => {
    expect(preflightDue(inputs, { ...inputs, ...change })).toEqual({ kind: "none" });
  });

  test.each(["off", { mode: "off", timeoutSeconds: 3 }])("not where it is %j", (preflight) => {
    expect(preflightDue({}, { ...inputs, preflight })).toEqual({ kind: "none" });
    expect(preflightDue({}, { ...inputs, host: UNKNOWN, preflight })).toEqual({ kind: "none" });
  });
});

describe("what is not known yet", () => {
  test.each<[string[], object]>([
    [["host"], { host: UNKNOWN }],
    [["host", "port"], { host: UNKNOWN, port: UNKNOWN }],
    [["preflight"], { preflight: UNKNOWN }],
    [["preflight"], { preflight: { mode: "enforce", extraCa: UNKNOWN } }],
  ])("%j keeps the handshake waiting, and says so", (unknown, change) => {
    const due = preflightDue({}, { ...inputs, ...change });
    expect(due).toEqual({ kind: "later", unknown });
    const { failures, messages } = judgeFindings(due, [], new Set());
    expect(failures).toEqual([]);
    expect(messages).toMatchObject([
      { severity: "info", message: expect.stringContaining(unknown.join(" and ")) },
    ]);
  });

  test.each<[string, object, RegExp]>([
    ["username", { username: UNKNOWN }, /^the login was not tested: username is not known yet$/],
    ["password", { password: UNKNOWN }, /^the login was not tested: password is not known yet$/],
    ["username and password", { username: UNKNOWN, password: UNKNOWN }, /: username and password are not/],
    ["from", { from: UNKNOWN }, /^the sender was not tested: from is not known yet$/],
  ])("%s is left out of it, and said so", (_names, change, untested) => {
    const due = preflightDue({}, { ...inputs, ...change });
    expect(due).toMatchObject({ kind: "now", untested: expect.stringMatching(untested) });
    expect(JSON.stringify(due)).not.toContain(UNKNOWN);
  });
});

test("without a password it does all but the login, and says so", () => {
  const messages = (change: object) =>
    judgeFindings(preflightDue({}, { ...inputs, password: undefined, ...change }), [], new Set()).messages;
  expect(messages({})).toEqual([
    { severity: "info", message: "preflight: the login was not tested: no password is given." },
  ]);
  expect(messages({ passwordFrom: { env: "PW" } })).toEqual([
    {
      severity: "info",
      message: "preflight: the login was not tested: passwordFrom is read only when it is applied.",
    },
  ]);
});

describe("what findings come to", () => {
  const finding = (code: string, status: Finding["status"]): Finding => ({
    code,
    status,
    seen: `${code} was seen`,
    advice: `Mend ${code}.`,
    ms: 1,
  });
  const findings = [
    finding("REACHABLE", "pass"),
    finding("TLS_VERSION", "fail"),
    finding("CERTIFICATE", "warn"),
    finding("AUTH_LOGIN", "skipped"),
    finding("CREDENTIALS", "fail"),
    finding("SENDER", "fail"),
    finding("PORT", "warn"),
    finding("NATIVE_INTEGRATION", "warn"),
  ];
  const judge = (preflight: string, ...secrets: string[]) =>
    judgeFindings(preflightDue({}, { ...inputs, preflight }), findings, new Set(secrets));

  test("warn refuses nothing, and leaves advice to the class", () => {
    expect(judge("warn")).toEqual({
      failures: [],
      messages: ["TLS_VERSION", "CERTIFICATE", "CREDENTIALS", "SENDER"].map((code) => ({
        severity: "warning",
        message: `preflight: ${code}: ${code} was seen. Mend ${code}.`,
      })),
    });
  });

  test("enforce refuses what fails, on the property concerned, and the rest it says", () => {
    expect(judge("enforce")).toEqual({
      failures: [
        ["host", "TLS_VERSION (host)"],
        ["", "CREDENTIALS (password)"],
        ["from", "SENDER (from)"],
      ].map(([property, what = ""]) => ({
        property,
        reason: `PREFLIGHT_FAILED: ${what}: ${what.replace(/ .*/, "")} was seen. Nothing was sent to Auth0. Mend ${what.replace(/ .*/, "")}.`,
      })),
      messages: [
        { severity: "warning", message: "preflight: CERTIFICATE: CERTIFICATE was seen. Mend CERTIFICATE." },
      ],
    });
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ["host", ["TLS_VERSION", "CREDENTIALS", "SENDER"], ["", "", "from"]],
    ["username", ["CREDENTIALS", "SENDER"], ["host", "", "from"]],
    ["from", ["SENDER"], ["host", "", ""]],
  ])(
    "no words of the server where %s is a secret, as they may give it away",
    (secret, hidden, properties) => {
      const { failures } = judge("enforce", secret);
      expect(failures.map(({ property }) => property)).toEqual(properties);
      for (const { reason } of failures) {
        const code = reason.split(" ")[1] ?? "";
        expect(reason.includes(`${code} was seen`)).toBe(!hidden.includes(code));
        if (hidden.includes(code)) expect(reason).toContain(`not shown, because ${secret} is a secret`);
      }
    },
  );
});
