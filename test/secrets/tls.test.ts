import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createAuthority } from "../emulator/certificates.ts";
import { type Emulator, startEmulator } from "../emulator/index.ts";
import type { Provider } from "../support/provider-calls.ts";
import { outputsOf } from "../support/samples.ts";
import { startShell } from "../support/shell.ts";
import { CANARIES } from "./canaries.ts";

// A secret goes to a server only when it has proved who it is, and nothing of ours can change that. (Node's own
// NODE_TLS_REJECT_UNAUTHORIZED can: it is the user's to set, and Node warns of it.)

const DOMAIN = "acme.eu.auth0.com";

test("a tenant whose certificate no trusted CA has signed gets nothing, whatever is set", async () => {
  const auth0 = await emulator();
  const untrusted = { NODE_EXTRA_CA_CERTS: "" };
  const off = Object.fromEntries(
    ["INSECURE", "SKIP_TLS_VERIFY", "TLS_REJECT_UNAUTHORIZED", "DEBUG"].map((name) => [`AUTH0_${name}`, "1"]),
  );
  const env = { ...credentials(DOMAIN), ...untrusted, ...off, AUTH0_REQUEST_TIMEOUT_SECONDS: "1" };
  const config = { "auth0:insecure": "true", "auth0:debug": "true" };
  const pulumi = await startShell(auth0, { env, config });
  onTestFinished(() => pulumi.stop());
  const inputs = {
    ...outputsOf(DOMAIN),
    password: CANARIES["SMTP password"],
    // A CA to trust in a handshake with an SMTP server: not for Auth0.
    preflight: { mode: "warn", timeoutSeconds: 1, extraCa: auth0.ca },
  };
  const calls = [
    (provider: Provider) => provider.create(inputs),
    (provider: Provider) => provider.update(DOMAIN, outputsOf(DOMAIN), inputs),
    (provider: Provider) => provider.read(DOMAIN, inputs),
    (provider: Provider) => provider.delete(DOMAIN, inputs),
  ];
  for (const call of calls) {
    const provider = await pulumi.fresh({ skipSleep: true });
    expect(await call(provider)).toMatchObject({ ok: false, code: "UNREACHABLE" });
  }
  expect(auth0.requests).toEqual([]);
});

test.for([
  { name: "elsewhere.example", answered: false },
  { name: "localhost", answered: true },
])("a trusted CA's certificate for $name, shown by localhost: gets a request: $answered", async (row) => {
  const authority = await createAuthority();
  const ca = join(await mkdtemp(join(tmpdir(), "auth0-smtp-ca-")), "ca.pem");
  onTestFinished(() => rm(dirname(ca), { recursive: true }));
  await writeFile(ca, authority.pem);
  let requests = 0;
  const server = createServer(await authority.issue(row.name), (_, response) => {
    requests++;
    response.end("{}");
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  const domain = `localhost:${typeof address === "object" ? address?.port : ""}`;
  const auth0 = await emulator();
  const env = { ...credentials(domain), NODE_EXTRA_CA_CERTS: ca };
  const pulumi = await startShell(auth0, { env });
  onTestFinished(() => pulumi.stop());
  const provider = await pulumi.fresh({ skipSleep: true });
  expect(await provider.read(domain, outputsOf(domain))).toMatchObject({ ok: false, code: "UNREACHABLE" });
  expect(requests > 0).toBe(row.answered);
});

test("where the certificate is in order, the same gets through", async () => {
  const auth0 = await emulator();
  const pulumi = await startShell(auth0, { env: credentials(DOMAIN) });
  onTestFinished(() => pulumi.stop());
  expect(await pulumi.provider.read(DOMAIN, outputsOf(DOMAIN))).toMatchObject({ ok: true, id: "" });
  expect(auth0.requests.map(({ kind }) => kind)).toEqual(["get"]);
});

const credentials = (domain: string) => ({ AUTH0_DOMAIN: domain, AUTH0_API_TOKEN: CANARIES["API token"] });

async function emulator(): Promise<Emulator> {
  const auth0 = await startEmulator();
  onTestFinished(() => auth0.close());
  auth0.tenant(DOMAIN).apiTokens.add(CANARIES["API token"]);
  return auth0;
}
