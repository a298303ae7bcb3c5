import { beforeAll, expect, test } from "vitest";
import { preflight } from "../../provider/smtp/index.ts";
import { certify, type Identity } from "./certificates.ts";
import { account, startServer } from "./servers.ts";

let ca: Identity;
let leaf: Identity;

beforeAll(async () => {
  ca = await certify({ name: "Test CA" });
  leaf = await certify({ name: "mail", issuer: ca, hosts: ["localhost"] });
});

test.each([
  { secure: false, way: "STARTTLS" },
  { secure: true, way: "TLS from the start" },
])("a server that has everything passes, with $way", async ({ secure }) => {
  await using server = await startServer({ key: leaf.key, cert: leaf.pem, secure });
  const { port } = server;
  const report = await preflight({
    host: "localhost",
    port,
    secure,
    ...account,
    from: "Acme <no-reply@acme.com>",
    extraCa: ca.pem,
  });
  expect(report).toMatchObject({ ok: true, host: "localhost", port });
  expect(report.findings.map(({ code, status }) => `${code} ${status}`)).toEqual([
    "REACHABLE pass",
    "TLS_VERSION pass",
    "CERTIFICATE pass",
    "AUTH_LOGIN pass",
    "CREDENTIALS pass",
    "SENDER pass",
    "PORT warn",
    "HOST_NOT_PUBLIC warn",
  ]);
});
