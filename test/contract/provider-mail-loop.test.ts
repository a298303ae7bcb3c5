/** The whole loop: resource, Auth0, a real SMTP server, the tenant's log, and the way back. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Authority, createAuthority } from "../emulator/certificates.ts";
import { account, type Running, startServer } from "../smtp/servers.ts";
import type { Properties } from "../support/provider-calls.ts";
import { providerSuite, success } from "./provider-suite.ts";
import { RECIPIENT, USER, verifyScene } from "./verify-scene.ts";

const suite = providerSuite();

let authority: Authority;
let server: Running;
const received: string[] = [];
beforeAll(async () => {
  authority = await createAuthority();
  server = await startServer({
    ...(await authority.issue("localhost")),
    onRcptTo: ({ address }, _session, done) => {
      received.push(address);
      done();
    },
  });
});
afterAll(() => server[Symbol.asyncDispose]());

const VERIFY = { verify: { userId: USER, waitSeconds: 5, onFailure: "rollback" } };

/** A tenant that has the server, with the right password; and what its state has. */
async function working() {
  const scene = verifyScene(suite);
  scene.tenant.mailCa = authority.pem;
  const inputs: Properties = {
    ...scene.inputs,
    host: "localhost",
    port: server.port,
    username: account.username,
    password: account.password,
    ...VERIFY,
  };
  const { outputs } = success(await suite.provider.create(inputs));
  return { ...scene, inputs, outputs };
}

test("a wrong password: the server's 535 is in the tenant's log, the tenant has the old one back, and mail flows", async () => {
  const { domain, inputs, outputs, tenant } = await working();
  expect(received).toEqual([RECIPIENT]);
  const before = tenant.provider;

  const failed = suite.failure(
    await suite.provider.update(domain, outputs, { ...inputs, password: "kanarienvogel wrong" }),
  );
  expect(failed).toMatchObject({ code: "VERIFICATION_FAILED", recorded: undefined });
  expect(failed.message).toContain("535 Authentication credentials invalid");
  expect(failed.message).toContain("The tenant has its old settings back: the SMTP provider localhost:");
  expect(tenant.provider).toEqual(before);
  expect(received).toEqual([RECIPIENT]);

  success(await suite.provider.update(domain, outputs, { ...inputs, from: "hello@acme.com" }));
  expect(received).toEqual([RECIPIENT, RECIPIENT]);
});
