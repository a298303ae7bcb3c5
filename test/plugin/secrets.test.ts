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
const loudly = { logVerbosity: 9, logToStdErr: true, logFlow: true } as const;

test("no secret is in state, output, preview --json, events or the engine's own log", async () => {
  const mail = await yamlMail({
    env: { AUTH0_CLIENT_ID: "", AUTH0_CLIENT_SECRET: "" },
    config: { "auth0-smtp:clientId": CLIENT.AUTH0_CLIENT_ID },
    secrets: {
      "auth0-smtp:clientSecret": clientSecret,
      smtpPassword: password,
      otherPassword: `${password}2`,
    },
  });
  await mail.project.setConfig({ "auth0-smtp:domain": mail.domain });
  mail.tenant.clients.set(CLIENT.AUTH0_CLIENT_ID, clientSecret);
  const program = (name: string, more: object = {}) =>
    mail.project.setProgram({
      config: { [name]: { type: "string", secret: true } },
      resources: { mail: mail.resource({ password: ref(name), ...more }) },
      outputs: { password: ref("mail.password") },
    });
  const harvest = new Harvest();

  await program("smtpPassword");
  await harvest.run(mail.project, "preview", "--json");
  const env = { PULUMI_DEBUG_GRPC: join(mail.project.folder, "grpc.json") };
  const up = harvest.take("up", await mail.project.up({ ...loudly, env }));
  expect(up.ok, up.output).toBe(true);
  expect(secretsIn(SECRETS, JSON.stringify(up.requests))).toEqual(["SMTP password", "client secret"]);

  await program("otherPassword");
  await harvest.run(mail.project, "preview", "--json", "--diff");
  const body = { statusCode: 400, message: `not ${password}` };
  mail.tenant.failNext({ kind: "status", status: 400, body }, { on: "patch" });
  expectFailed(harvest.take("a rotation", await mail.project.up(loudly)), "REJECTED");
  await program("otherPassword", { passwordFrom: { env: "X" } });
  expectFailed(harvest.take("a refusal", await mail.project.preview(loudly)), "INVALID_INPUT");
  harvest.take("refresh", await mail.project.refresh(loudly));
  for (const command of ["export", "output"]) await harvest.run(mail.project, "stack", command);
  harvest.take("destroy", await mail.project.destroy(loudly));

  await harvest.takeFiles(mail.project);
  delete harvest.places[env.PULUMI_DEBUG_GRPC];
  const places = { ...harvest.places, ...(await decryptedLogs(mail.project)), debug: harvest.debug };
  expect(findSecrets({ ...SECRETS, ...passedOn(mail.tenant, up.requests) }, places)).toEqual([]);
});
