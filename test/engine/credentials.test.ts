import { generateKeyPairSync } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { output, ProviderResource } from "@pulumi/pulumi";
import { SmtpEmailProvider } from "pulumi-auth0-smtp";
import { expect, test, vi } from "vitest";
import { CLIENT } from "../emulator/index.ts";
import { expectFailed, settledUp } from "./expect.ts";
import { mailProject } from "./mail-project.ts";

/** Takes away what a project has otherwise. An empty variable counts as unset. */
const NO_CLIENT = { AUTH0_DOMAIN: "", AUTH0_CLIENT_ID: "", AUTH0_CLIENT_SECRET: "" };

/** A provider that a program makes for some of its resources. */
class OwnProvider extends ProviderResource {}

test("without credentials a preview works, and up says what to set", async () => {
  const mail = await mailProject({ env: NO_CLIENT });
  expect(await mail.preview()).toMatchObject({ ok: true, steps: ["create mail"], kinds: [] });
  await mail.project.setConfig({ "auth0:domain": mail.domain });
  const refused = await mail.tryUp();
  expectFailed(refused, `CREDENTIALS_MISSING: There are no Management API credentials for ${mail.domain}.`);
  expect(refused.output).toContain(`AUTH0_DOMAIN=${mail.domain}; or the same in config (auth0:clientId`);
  expect(refused.kinds).toEqual([]);
  expect(await mail.project.state()).toEqual({ resources: [], pending: 0 });
  // The engine gives config to its default provider alone: under another, it is no place for credentials.
  mail.project.program = async () => {
    const provider = new OwnProvider("pulumi-nodejs", "own");
    new SmtpEmailProvider("mail", mail.args(), { provider });
  };
  const own = await mail.project.up();
  expectFailed(own, `AUTH0_DOMAIN=${mail.domain}. The engine gave this process no config`);
  expect(own.output).not.toContain("auth0:clientId");
});

test("every source and every kind of credentials, each for its own tenant and no other", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const domain = (name: string) => `${name}.eu.auth0.com`;
  const secret = (name: string) => ({ clientId: `client-${name}`, clientSecret: `secret-of-${name}` });
  const config = {
    "auth0:domain": domain("config"),
    "auth0:clientId": "client-config",
    "auth0:clientSecret": "secret-of-config",
    "auth0:tenants": JSON.stringify({ [domain("config-list")]: secret("config-list") }),
  };
  const mail = await mailProject({
    env: {
      AUTH0_DOMAIN: domain("env"),
      AUTH0_CLIENT_ID: "client-env",
      AUTH0_CLIENT_SECRET: "secret-of-env",
      AUTH0_TENANTS: JSON.stringify({
        [domain("list")]: secret("list"),
        [domain("token")]: { apiToken: "secret-of-token" },
        [domain("key")]: {
          clientId: "client-key",
          clientAssertionPrivateKey: pem,
          clientAssertionSigningAlg: "RS256",
        },
      }),
    },
    secrets: config,
  });
  const withSecret = ["env", "list", "file", "config", "config-list"];
  for (const name of withSecret) {
    const { clients } = mail.auth0.tenant(domain(name));
    clients.clear();
    clients.set(`client-${name}`, `secret-of-${name}`);
  }
  mail.auth0.tenant(domain("token")).apiTokens.add("secret-of-token");
  mail.auth0.tenant(domain("key")).clients.set("client-key", publicKey);
  const file = join(mail.project.folder, "tenants.json");
  await writeFile(file, JSON.stringify({ [domain("file")]: secret("file") }));

  const names = [...withSecret, "token", "key"];
  mail.project.program = async () => {
    for (const name of names) new SmtpEmailProvider(name, mail.args({ domain: domain(name) }));
  };
  const created = await settledUp(mail.project, { env: { AUTH0_TENANTS_FILE: file } });
  const sent = (name: string) =>
    created.requests.filter(({ tenant }) => tenant === domain(name)).map(({ kind }) => kind);
  expect(Object.fromEntries(names.map((name) => [name, sent(name)]))).toEqual({
    ...Object.fromEntries([...withSecret, "key"].map((name) => [name, ["token", "post"]])),
    token: ["post"],
  });
  // Each tenant was sent its own secret, and no other tenant's.
  for (const { tenant, body } of created.requests.filter(({ kind }) => kind === "token")) {
    const name = tenant.replace(".eu.auth0.com", "");
    const { client_id, client_secret } = Object(body);
    expect([client_id, client_secret]).toEqual(
      name === "key" ? ["client-key", undefined] : [`client-${name}`, `secret-of-${name}`],
    );
  }
  await rm(file);
  const files = [...(await mail.project.files()).values()].join("\n");
  expect(files).not.toMatch(/secret-of-|PRIVATE KEY/);
  expect(await mail.project.resources()).toHaveLength(names.length);
});

test("single credentials go to the domain that is named beside them, and to no other", async () => {
  const mail = await mailProject({
    env: { AUTH0_DOMAIN: "" },
    config: { "auth0:domain": "acme.eu.auth0.com" },
  });
  const refused = await mail.tryUp();
  expectFailed(
    refused,
    `CREDENTIALS_MISSING: There are no Management API credentials for ${mail.domain}.`,
    "The credentials in the environment are for acme.eu.auth0.com, and are used for no other tenant.",
  );
  expect(refused.kinds).toEqual([]);
  const created = await mail.up({ domain: "acme.eu.auth0.com" });
  expect(created.requests.map(({ tenant, kind }) => `${kind} ${tenant}`)).toEqual([
    "token acme.eu.auth0.com",
    "post acme.eu.auth0.com",
  ]);
});

test("the domain comes from config auth0:domain, then from AUTH0_DOMAIN", async () => {
  const mail = await mailProject();
  vi.stubEnv("AUTH0_DOMAIN", mail.domain);
  const created = await mail.up({ domain: undefined });
  expect(created).toMatchObject({ steps: ["create mail"], kinds: ["token", "post"] });
  expect((await mail.recorded()).id).toBe(mail.domain);
  vi.stubEnv("AUTH0_DOMAIN", "other.eu.auth0.com");
  await mail.project.setConfig({ "auth0:domain": mail.domain });
  const none = output<string | undefined>(undefined);
  expect(await mail.preview({ domain: none })).toMatchObject({ ok: true, steps: [] });
  vi.unstubAllEnvs();
});

test("after a rotation the environment's credentials are used, not those of the last up's config", async () => {
  const mail = await mailProject({
    env: NO_CLIENT,
    secrets: { "auth0:clientId": CLIENT.AUTH0_CLIENT_ID, "auth0:clientSecret": CLIENT.AUTH0_CLIENT_SECRET },
  });
  await mail.project.setConfig({ "auth0:domain": mail.domain });
  await mail.up();
  mail.tenant.clients.set(CLIENT.AUTH0_CLIENT_ID, "rotated-secret");
  await mail.project.setConfig({ "auth0:clientSecret": "rotated-secret" }, true);
  // The engine hands refresh the config of the last up: this is why the environment comes first.
  expectFailed(await mail.project.refresh(), "UNAUTHORIZED");
  const env = { ...CLIENT, AUTH0_DOMAIN: mail.domain, AUTH0_CLIENT_SECRET: "rotated-secret" };
  expect(await mail.project.refresh({ env })).toMatchObject({ ok: true, kinds: ["token", "get"] });
  expect(await mail.project.destroy({ env })).toMatchObject({ ok: true, kinds: ["token", "get", "delete"] });
});
