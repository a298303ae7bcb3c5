import { once } from "node:events";
import { connect, getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { preflight } from "../../provider/smtp/index.ts";
import { certify, type Identity } from "./certificates.ts";
import { account, startServer } from "./servers.ts";

let leaf: Identity;
const usual = getCACertificates("default");

// What NODE_EXTRA_CA_CERTS does when a process starts. A file of its own: it is for all of the process.
beforeAll(async () => {
  const ca = await certify({ name: "Company CA" });
  leaf = await certify({ name: "mail", issuer: ca, hosts: ["localhost"] });
  setDefaultCACertificates([...usual, ca.pem]);
});
afterAll(() => setDefaultCACertificates(usual));

test("a CA that this machine trusts besides is no public one", async () => {
  await using server = await startServer({ key: leaf.key, cert: leaf.pem, secure: true });
  const trusting = connect({ host: "localhost", port: server.port });
  await once(trusting, "secureConnect");
  expect(trusting.destroy().authorized).toBe(true);

  const { findings } = await preflight({ host: "localhost", port: server.port, secure: true, ...account });
  expect(findings[2]).toMatchObject({
    code: "CERTIFICATE",
    status: "fail",
    seen: expect.stringContaining('"Company CA"'),
  });
  expect(findings[4]).toMatchObject({ code: "CREDENTIALS", status: "skipped" });
});
