import { join } from "node:path";
import { expect, test } from "vitest";
import { CLIENT } from "../emulator/index.ts";
import { expectFailed } from "../engine/expect.ts";
import { CANARIES, passedOn } from "../secrets/canaries.ts";
import { decryptedLogs, Harvest } from "../secrets/harvest.ts";
import { findSecrets, secretsIn } from "../secrets/scan.ts";
import { ref, yamlMail } from "./yaml-mail.ts";

const { "SMTP password": password, "client secret": clientSecret } = CANARIES;
const SECRETS = { "SMTP password": password, "client secret": clientSecret };
const logging = (logVerbosity: number) => ({ logVerbosity, logToStdErr: true, logFlow: true });

/** The engine's own words at -v=9 for each value that it hands over, secrets included. Nobody can have it leave them out. */
const HANDED_OVER = /^.*"msg":"(Unm|M)arshaling property for RPC\[.*$/gm;

/** Are the places free of secrets? (The whole of what is found would be long.) */
function expectNone(secrets: Readonly<Record<string, string>>, places: Readonly<Record<string, string>>) {
  const found = findSecrets(secrets, places).map(({ secret, place }) => `${secret} in ${place}`);
  expect([...new Set(found)]).toEqual([]);
}

test("secrets among inputs and config: in no file, output, preview --json or event, and in the engine's log at -v=9 alone", async () => {
  const mail = await yamlMail({
    env: { AUTH0_CLIENT_ID: "", AUTH0_CLIENT_SECRET: "" },
    config: { "auth0-smtp:clientId": CLIENT.AUTH0_CLIENT_ID },
    secrets: { "auth0-smtp:clientSecret": clientSecret, smtpPassword: password },
  });
  await mail.project.setConfig({ "auth0-smtp:domain": mail.domain });
  mail.tenant.clients.set(CLIENT.AUTH0_CLIENT_ID, clientSecret);
  const program = (more: object = {}) =>
    mail.project.setProgram({
      config: { smtpPassword: { type: "string", secret: true } },
      resources: { mail: mail.resource({ password: ref("smtpPassword"), ...more }) },
      outputs: { password: ref("mail.password") },
    });
  const harvest = new Harvest();

  await program();
  await harvest.run(mail.project, "preview", "--json");
  const up = harvest.take("up", await mail.project.up(logging(8)));
  expect(up.ok, up.output).toBe(true);
  expect(secretsIn(SECRETS, JSON.stringify(up.requests))).toEqual(["SMTP password", "client secret"]);

  await program({ host: "mx.acme.com" });
  await harvest.run(mail.project, "preview", "--json", "--diff");
  const body = { statusCode: 400, message: `not ${password}` };
  mail.tenant.failNext({ kind: "status", status: 400, body }, { on: "patch" });
  const failed = harvest.take("a failure", await mail.project.up(logging(9)));
  expectFailed(failed, "REJECTED");
  expect(secretsIn(SECRETS, failed.output)).toEqual(["SMTP password", "client secret"]);
  harvest.places["what a failure printed"] = failed.output.replace(HANDED_OVER, "");
  await program({ port: 70_000 });
  expectFailed(harvest.take("a refusal", await mail.project.preview()), "INVALID_INPUT");
  await harvest.run(mail.project, "stack", "export");
  await harvest.takeFiles(mail.project);
  const secrets = { ...SECRETS, ...passedOn(mail.tenant, up.requests) };
  expectNone(secrets, { ...harvest.places, debug: harvest.debug });
});

test("passwordFrom, and credentials in the environment: never, not even at -v=9", async () => {
  const mail = await yamlMail({ env: { AUTH0_CLIENT_SECRET: clientSecret, SMTP_PASSWORD: password } });
  mail.tenant.clients.set(CLIENT.AUTH0_CLIENT_ID, clientSecret);
  await mail.set({ password: undefined, passwordFrom: { env: "SMTP_PASSWORD" } });
  const harvest = new Harvest();
  const env = { PULUMI_DEBUG_GRPC: join(mail.project.folder, "grpc.json") };
  const up = harvest.take("up", await mail.project.up({ ...logging(9), env }));
  expect(up.ok, up.output).toBe(true);
  expect(mail.provider?.credentials).toMatchObject({ smtp_pass: password });
  harvest.take("refresh", await mail.project.refresh(logging(9)));
  harvest.take("destroy", await mail.project.destroy(logging(9)));
  await harvest.run(mail.project, "stack", "export", "--show-secrets");
  await harvest.takeFiles(mail.project);
  Object.assign(harvest.places, await decryptedLogs(mail.project), { debug: harvest.debug });
  expect(harvest.places[env.PULUMI_DEBUG_GRPC]).toContain("ResourceProvider/Create");
  expectNone({ ...SECRETS, ...passedOn(mail.tenant, up.requests) }, harvest.places);
});
