import { once } from "node:events";
import type { SMTPServerOptions } from "smtp-server";
import { beforeAll, describe, expect, test } from "vitest";
import { preflight } from "../../provider/smtp/index.ts";
import { certify, type Identity } from "./certificates.ts";
import { account, startRaw, startServer } from "./servers.ts";

let ca: Identity;
let leaf: Identity;

beforeAll(async () => {
  ca = await certify({ name: "Test CA" });
  leaf = await certify({ name: "mail", issuer: ca, hosts: ["localhost"] });
});

async function judge(port: number, secure: boolean) {
  const { findings } = await preflight({ host: "localhost", port, secure, ...account, extraCa: ca.pem });
  return Object.fromEntries(findings.map((finding) => [finding.code, finding]));
}

/** As RFC 8446 §6 and RFC 6066 §3 number them. */
const ALERTS: readonly (readonly [number: number, seen: RegExp, advice: RegExp])[] = [
  [40, /no cipher or signature/, /server's log.*ciphers/],
  [48, /asks for a client certificate/, /Auth0 has none/],
  [49, /access denied/, /TLS 1\.2/],
  [50, /with the alert "decode error"/, /TLS 1\.2/],
  [70, /refuses TLS 1\.2 and 1\.3/, /TLS 1\.2/],
  [71, /wants stronger ciphers/, /TLS 1\.2/],
  [80, /internal error/, /certificate or the key/],
  [112, /unrecognized name/, /host name that the server has a certificate for/],
  [116, /asks for a client certificate/, /Auth0 has none/],
];

test.each(ALERTS)("the alert %i is told in words", async (number, seen, advice) => {
  await using server = await startRaw(async (socket) => {
    await once(socket, "data");
    socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, number]));
  });
  expect((await judge(server.port, true)).TLS_VERSION).toMatchObject({
    status: "fail",
    seen: expect.stringMatching(seen),
    advice: expect.stringMatching(advice),
  });
});

describe.concurrent("real servers", () => {
  const start = (options: SMTPServerOptions) => startServer({ key: leaf.key, cert: leaf.pem, ...options });

  test.each(["TLSv1.2", "TLSv1.3"] as const)(
    "that want a client's certificate, under %s",
    async (version) => {
      await using server = await start({
        requestCert: true,
        rejectUnauthorized: true,
        minVersion: version,
        maxVersion: version,
      });
      const told = JSON.stringify(await judge(server.port, false));
      // Under TLS 1.2 the server only says that the handshake failed.
      expect(told).toMatch(version === "TLSv1.3" ? /asks for a client certificate/ : /no client certificate/);
    },
  );

  test("whose certificate does not fit their ciphers", async () => {
    await using server = await start({ maxVersion: "TLSv1.2", ciphers: "ECDHE-RSA-AES128-GCM-SHA256" });
    expect((await judge(server.port, false)).TLS_VERSION).toMatchObject({
      status: "fail",
      seen: expect.stringMatching(/^no TLS: the server breaks off the TLS handshake: /),
      advice: expect.stringMatching(/ciphers/),
    });
  });
});
