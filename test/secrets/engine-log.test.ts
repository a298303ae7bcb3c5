import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CLIENT } from "../emulator/index.ts";
import { mailProject } from "../engine/mail-project.ts";
import type { LogFlags } from "../support/pulumi-project.ts";
import { NAMESPACE } from "../support/shell.ts";
import { shellResource } from "../support/shell-resource.ts";
import { CANARIES, makeKey, passedOn } from "./canaries.ts";
import { decryptedLogs, Harvest } from "./harvest.ts";
import { findSecrets, secretsIn } from "./scan.ts";

// The engine's own debug log shows what the engine is given, secrets included: `docs/reliability.md` says which, and
// here is the proof that it is these and no others. What the engine is not given, it cannot show.

const key = makeKey();
const { "SMTP password": password, "client secret": clientSecret, "API token": apiToken } = CANARIES;
const SECRETS = { ...CANARIES, "private key": key.pem };

const logging = (logVerbosity: number): LogFlags => ({ logVerbosity, logToStdErr: true, logFlow: true });

test("a password among the inputs: from -v=3 on; credentials in the environment: never", async () => {
  const mail = await mailProject({ env: { AUTH0_CLIENT_SECRET: clientSecret } });
  mail.tenant.clients.set(CLIENT.AUTH0_CLIENT_ID, clientSecret);
  const seen = (text: string) => secretsIn({ ...SECRETS, ...passedOn(mail.tenant, []) }, text);

  mail.set({ password });
  expect(seen((await mail.project.up(logging(2))).output)).toEqual([]);
  mail.set({ password, host: "smtp2.acme.com" });
  const grpcLog = join(mail.project.folder, "grpc.json");
  const preview = await mail.project.preview({ ...logging(3), env: { PULUMI_DEBUG_GRPC: grpcLog } });
  expect(seen(preview.output)).toEqual(["SMTP password"]);
  expect(seen(await readFile(grpcLog, "utf8"))).toEqual(["SMTP password"]);
  await rm(grpcLog);
  expect(seen((await mail.project.up(logging(9))).output)).toEqual(["SMTP password"]);
  expect(seen((await mail.project.refresh(logging(9))).output)).toEqual(["SMTP password"]);
  for (const [flags, expected] of [
    [[], []],
    [["--show-secrets"], ["SMTP password"]],
  ]) {
    const { stdout, stderr } = await mail.project.run("stack", "export", ...(flags ?? []));
    expect(seen(stdout + stderr)).toEqual(expected);
  }
  expect(seen(JSON.stringify(await decryptedLogs(mail.project)))).toEqual(["SMTP password"]);

  const harvest = new Harvest();
  await harvest.takeFiles(mail.project);
  expect(findSecrets(SECRETS, harvest.places)).toEqual([]);
});

test("passwordFrom, and credentials in the environment: never, not even at -v=9", async () => {
  const [byToken, byKey] = ["token.eu.auth0.com", "key.eu.auth0.com"] as const;
  const AUTH0_TENANTS = JSON.stringify({
    [byToken]: { apiToken },
    [byKey]: {
      clientId: "us",
      clientAssertionPrivateKey: key.pem,
      clientAssertionSigningAlg: "RS256",
    },
  });
  const mail = await mailProject({ env: { AUTH0_TENANTS, SMTP_PASSWORD: password } });
  const { project, auth0 } = mail;
  auth0.tenant(byToken).apiTokens.add(apiToken);
  auth0.tenant(byKey).clients.set("us", key.publicKey);
  const given = { ...mail.args(), password: undefined, passwordFrom: { env: "SMTP_PASSWORD" } };
  project.program = async () => {
    for (const domain of [byToken, byKey]) shellResource(domain, { ...given, domain });
  };

  const harvest = new Harvest();
  const env = { PULUMI_DEBUG_GRPC: join(project.folder, "grpc.json") };
  const up = harvest.take("up", await project.up({ ...logging(9), env }));
  expect(up.ok, up.output).toBe(true);
  const refresh = harvest.take("refresh", await project.refresh(logging(9)));
  const destroy = harvest.take("destroy", await project.destroy(logging(9)));
  await harvest.run(project, "stack", "export", "--show-secrets");
  await harvest.takeFiles(project);
  Object.assign(harvest.places, await decryptedLogs(project), { debug: harvest.debug });

  const requests = [...up.requests, ...refresh.requests, ...destroy.requests];
  const passed = { ...passedOn(auth0.tenant(byKey), requests) };
  expect(Object.keys(passed)).toContain("client assertion 1");
  expect(secretsIn(SECRETS, JSON.stringify(requests))).toEqual(["SMTP password"]);
  expect(up.output.length).toBeGreaterThan(50_000);
  expect(harvest.places[env.PULUMI_DEBUG_GRPC]).toContain("ResourceProvider/Create");
  expect(findSecrets({ ...SECRETS, ...passed }, harvest.places)).toEqual([]);
});

test("credentials in config: at -v=9, and in no file that is not encrypted", async () => {
  const mail = await mailProject({
    env: { AUTH0_DOMAIN: "", AUTH0_CLIENT_ID: "", AUTH0_CLIENT_SECRET: "" },
    secrets: {
      [`${NAMESPACE}:clientSecret`]: clientSecret,
      [`${NAMESPACE}:apiToken`]: apiToken,
      [`${NAMESPACE}:clientAssertionPrivateKey`]: key.pem,
    },
  });
  await mail.project.setConfig({
    [`${NAMESPACE}:domain`]: mail.domain,
    [`${NAMESPACE}:clientId`]: CLIENT.AUTH0_CLIENT_ID,
  });
  mail.tenant.clients.set(CLIENT.AUTH0_CLIENT_ID, clientSecret);
  const harvest = new Harvest();
  mail.set({ password });
  const up = harvest.take("up", await mail.project.up());
  expect(up.ok, up.output).toBe(true);
  await harvest.takeFiles(mail.project);
  expect(findSecrets({ ...SECRETS, ...passedOn(mail.tenant, up.requests) }, harvest.places)).toEqual([]);

  expect(secretsIn(SECRETS, harvest.debug)).toEqual(["SMTP password"]);

  const all = ["SMTP password", "client secret", "API token", "private key"];
  // The engine keeps a copy of all config in the state, with its own resource for the provider process.
  const { stdout } = await mail.project.run("stack", "export", "--show-secrets");
  expect(secretsIn(SECRETS, stdout).sort()).toEqual(all.toSorted());
  expect(secretsIn(SECRETS, (await mail.project.preview(logging(9))).output)).toEqual(all);
  expect(secretsIn(SECRETS, JSON.stringify(await decryptedLogs(mail.project)))).toEqual(all);
});
