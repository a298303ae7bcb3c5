import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../emulator/index.ts";
import { outputsOf } from "../support/samples.ts";
import { PRINTS_FAILURES, type ShellProcess, startShell } from "../support/shell.ts";
import { CANARIES, makeKey } from "./canaries.ts";
import { findSecrets, secretsIn } from "./scan.ts";

// Credentials that cannot be read or used: what is said of them holds nothing of them.

const DOMAIN = "acme.eu.auth0.com";
const key = makeKey();
const SECRETS = { ...CANARIES, "private key": key.pem };
const { "client secret": clientSecret, "API token": apiToken, "SMTP password": password } = CANARIES;

let auth0: Emulator;
let pulumi: ShellProcess;
let folder: string;

beforeAll(async () => {
  auth0 = await startEmulator();
  pulumi = await startShell(auth0);
  folder = await mkdtemp(join(tmpdir(), "auth0-smtp-secrets-"));
});
afterAll(async () => {
  await pulumi.stop();
  await auth0.close();
  await rm(folder, { recursive: true });
});

const outputs = outputsOf(DOMAIN);

const entry = JSON.stringify({ [DOMAIN]: { clientId: "us", clientSecret } });
const byKey = (pem: string, alg = "RS256") => ({
  AUTH0_DOMAIN: DOMAIN,
  AUTH0_CLIENT_ID: "us",
  AUTH0_CLIENT_ASSERTION_PRIVATE_KEY: pem,
  AUTH0_CLIENT_ASSERTION_SIGNING_ALG: alg,
});
const byToken = (token: string) => ({ AUTH0_DOMAIN: DOMAIN, AUTH0_API_TOKEN: token });

const UNREADABLE: Readonly<Record<string, string>> = {
  "JSON that ends too soon": entry.slice(0, -2),
  "JSON with a comma too many": entry.replace("}}", "},}"),
  "a bare secret": clientSecret,
  "a list": JSON.stringify([{ domain: DOMAIN, clientSecret }]),
  "a string": JSON.stringify(clientSecret),
  "an entry that is a string": JSON.stringify({ [DOMAIN]: clientSecret }),
  "an entry with a typo": JSON.stringify({ [DOMAIN]: { clientId: "us", clientSecrett: clientSecret } }),
  "an entry with more": JSON.stringify({ [DOMAIN]: { apiToken, note: clientSecret } }),
  "an entry with a list": JSON.stringify({ [DOMAIN]: { clientId: "us", clientSecret: [clientSecret] } }),
  "an entry without client id": JSON.stringify({ [DOMAIN]: { clientSecret } }),
};

const UNUSABLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "a key that is no PEM": byKey(clientSecret),
  "a key that ends too soon": byKey(key.pem.slice(0, 900)),
  "a key with a bad line": byKey(key.pem.replace(/\n.{10}/, "\n*********")),
  "a key without its last line": byKey(key.pem.replace(/-----END.*/, "")),
  "a key of another kind": byKey(key.pem.replaceAll("PRIVATE KEY", "RSA PRIVATE KEY")),
  "a public key": byKey(key.publicKey.export({ type: "spki", format: "pem" }).toString()),
  "an algorithm that does not fit": byKey(key.pem, "ES256"),
  "an algorithm that is none": byKey(key.pem, clientSecret),
  "an API token of two lines": byToken(`${apiToken}\n${apiToken}`),
  "an API token with a character that no header may have": byToken(`${apiToken}€`),
  "a client secret without a client id": { AUTH0_DOMAIN: DOMAIN, AUTH0_CLIENT_SECRET: clientSecret },
};

const sources = Object.entries(UNREADABLE).flatMap(([what, text]) =>
  (["AUTH0_TENANTS", "AUTH0_TENANTS_FILE", "auth0:tenants"] as const).map((place) => ({ what, text, place })),
);

test.each(sources)("$place: $what", async ({ text, place }) => {
  const file = join(folder, "tenants.json");
  if (place === "AUTH0_TENANTS_FILE") await writeFile(file, text);
  const values = { AUTH0_TENANTS: text, AUTH0_TENANTS_FILE: file, "auth0:tenants": text };
  const given = { [place]: values[place] };
  const provider = await pulumi.fresh(place === "auth0:tenants" ? { config: given } : { env: given });
  const outcome = await provider.read(DOMAIN, outputs);
  expect(outcome).toMatchObject({ ok: false, code: "CREDENTIALS_INVALID" });
  expect(findSecrets(SECRETS, { outcome: JSON.stringify(outcome) })).toEqual([]);
});

test("AUTH0_TENANTS_FILE: the list itself", async () => {
  const provider = await pulumi.fresh({ env: { AUTH0_TENANTS_FILE: entry } });
  const outcome = await provider.read(DOMAIN, outputs);
  expect(outcome).toMatchObject({ ok: false, code: "CREDENTIALS_INVALID" });
  expect(findSecrets(SECRETS, { outcome: JSON.stringify(outcome) })).toEqual([]);
});

test.each(Object.entries(UNUSABLE))("%s", async (_, env) => {
  const provider = await pulumi.fresh({ env, skipSleep: true });
  const outcome = await provider.read(DOMAIN, outputs);
  expect(outcome).toMatchObject({ ok: false, code: expect.stringMatching(/^(CREDENTIALS|UNAUTHORIZED)/) });
  expect(findSecrets(SECRETS, { outcome: JSON.stringify(outcome) })).toEqual([]);
});

test.each([
  ["of two lines", `${password}\n${password}\n`],
  ["with NUL", `${password}\0`],
  ["too long", password.repeat(200)],
  ["a placeholder", `##${password.replaceAll(" ", "")}##`],
])("passwordFrom: a password that is %s", async (_, value) => {
  const file = join(folder, "password");
  await writeFile(file, value);
  const AUTH0_TENANTS = JSON.stringify({ [DOMAIN]: { apiToken } });
  const env = value.includes("\0") ? { AUTH0_TENANTS } : { AUTH0_TENANTS, SMTP_PASSWORD: value };
  const provider = await pulumi.fresh({ env });
  for (const passwordFrom of [{ file }, { env: "SMTP_PASSWORD" }]) {
    const outcome = await provider.create({ ...outputs, passwordFrom });
    expect(outcome).toMatchObject({ ok: false, code: "PASSWORD_UNREADABLE" });
    expect(findSecrets(SECRETS, { outcome: JSON.stringify(outcome) })).toEqual([]);
  }
});

test("the provider process printed none of it", async () => {
  const places = { stderr: await pulumi.allPrinted(), messages: JSON.stringify(pulumi.messages) };
  expect(places.stderr.includes("CREDENTIALS_INVALID")).toBe(PRINTS_FAILURES);
  expect(findSecrets(SECRETS, places)).toEqual([]);
  expect(secretsIn(SECRETS, JSON.stringify([UNREADABLE, UNUSABLE]))).toEqual([
    "client secret",
    "API token",
    "private key",
  ]);
});
