import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { checkInputs } from "../../../provider/model/check.ts";
import { certify } from "../../smtp/certificates.ts";
import { GIVEN } from "../samples.ts";

const check = (preflight: unknown) => checkInputs({}, { ...GIVEN, password: "pw", preflight });
const { pem } = await certify({ name: "Test CA" });
const { privateKey } = generateKeyPairSync("ed25519");
const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const garbage = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

describe("a handshake's settings", () => {
  test.each<[string, object]>([
    ["the mode alone", { mode: "enforce" }],
    ["times from 1 to 60 s", { mode: "warn", timeoutSeconds: 60 }],
    ["one certificate", { mode: "off", extraCa: pem }],
    ["a name for EHLO", { mode: "warn", ehloName: "runner.acme.com" }],
    ["an address for EHLO", { mode: "warn", ehloName: "[192.0.2.1]" }],
    ["an IPv6 address for EHLO", { mode: "warn", ehloName: "[IPv6:2001:db8::1]" }],
    [
      "several, with words between",
      { mode: "enforce", timeoutSeconds: 1, extraCa: `my CAs\n${pem}\n\n${pem}\n` },
    ],
  ])("are accepted and kept as they are: %s", (_what, preflight) => {
    expect(check(preflight)).toMatchObject({ failures: [], inputs: { preflight } });
  });

  test.each<[string, unknown]>([
    ['preflight.mode must be "off" or "warn" or "enforce"', { timeoutSeconds: 5 }],
    ["preflight must be an object, not a list", []],
    [
      'preflight has unknown name "timeout"; known: mode, timeoutSeconds, extraCa, ehloName',
      { mode: "warn", timeout: 5 },
    ],
    [
      "preflight.timeoutSeconds must be a number of seconds, not a string",
      { mode: "warn", timeoutSeconds: "5" },
    ],
    ["preflight.timeoutSeconds must be at least 1 second", { mode: "warn", timeoutSeconds: 0.5 }],
    ["preflight.timeoutSeconds must be at most 60 seconds", { mode: "warn", timeoutSeconds: 61 }],
    [
      "preflight.ehloName must be a host name, or an address in brackets",
      { mode: "warn", ehloName: "192.0.2.1" },
    ],
    [
      "preflight.ehloName must be a host name, or an address in brackets",
      { mode: "warn", ehloName: "[::1]" },
    ],
    ["preflight.ehloName must be a host name, or an address in brackets", { mode: "warn", ehloName: "[x]" }],
    [
      "preflight.ehloName must not contain line breaks",
      { mode: "warn", ehloName: "runner.acme.com\r\nMAIL FROM:<>" },
    ],
    ["preflight.ehloName must not contain spaces", { mode: "warn", ehloName: "my runner" }],
    ["preflight.ehloName must be in ASCII", { mode: "warn", ehloName: "läufer.example" }],
    ["preflight.ehloName must not be empty", { mode: "warn", ehloName: "" }],
    ["preflight.ehloName must be a string, not a number", { mode: "warn", ehloName: 1 }],
    ["preflight.extraCa must be PEM text, not a list", { mode: "warn", extraCa: [pem] }],
    ["preflight.extraCa must be at most 256 KiB of PEM text", { mode: "warn", extraCa: pem.repeat(1000) }],
    ["preflight.extraCa must be PEM text, from -----BEGIN to -----END", { mode: "warn", extraCa: "ca.pem" }],
    [
      "preflight.extraCa must be PEM text, from -----BEGIN to -----END",
      { mode: "warn", extraCa: pem.slice(0, -9) },
    ],
    [
      "preflight.extraCa must hold certificates; number 2 cannot be read",
      { mode: "off", extraCa: pem + garbage },
    ],
  ])("are refused on preflight: %s", (words, preflight) => {
    expect(check(preflight).failures).toEqual([
      { property: "preflight", reason: expect.stringContaining(`INVALID_INPUT: ${words}`) },
    ]);
  });

  test("with a private key are refused without printing it", () => {
    expect(check({ mode: "warn", extraCa: pem + key }).failures).toEqual([
      { property: "", reason: expect.stringContaining("preflight.extraCa must hold certificates only") },
    ]);
    expect(check(key).failures).toMatchObject([{ property: "" }]);
  });
});
