import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { StoredProvider } from "../emulator/index.ts";
import { settledUp } from "../engine/expect.ts";
import { secret, TYPE, type YamlMail, yamlMail } from "./yaml-mail.ts";

const THEIRS: StoredProvider = {
  name: "smtp",
  enabled: true,
  default_from_address: "it@acme.com",
  credentials: { smtp_host: "old.acme.com", smtp_port: 2525, smtp_user: "it", smtp_pass: "theirs" },
  settings: { headers: { "X-SES-Configuration-Set": "theirs" } },
};

/** `pulumi import`, and what it had the plugin ask Auth0. */
async function importInto(mail: YamlMail) {
  mail.auth0.takeRequests();
  const file = join(mail.project.folder, "imported.yaml");
  const id = ["auth0-smtp:index:SmtpEmailProvider", "mail", mail.domain];
  const { ok, stdout, stderr } = await mail.project.run(
    "import",
    ...id,
    "--out",
    file,
    "--protect=false",
    "--yes",
  );
  const kinds = mail.auth0.takeRequests().map(({ kind }) => kind);
  return { ok, output: stdout + stderr, kinds, code: () => readFile(file, "utf8") };
}

test("pulumi import: the code that it writes shows no change, and with the password only that", async () => {
  const mail = await yamlMail();
  await mail.project.setProgram({});
  mail.tenant.setProvider(THEIRS);
  const imported = await importInto(mail);
  expect(imported.ok, imported.output).toBe(true);
  expect(new Set(imported.kinds)).toEqual(new Set(["token", "get"]));
  const code = await imported.code();
  expect(code).toBe(`resources:
  mail:
    type: ${TYPE}
    properties:
      domain: ${mail.domain}
      from: it@acme.com
      host: old.acme.com
      port: 2525
      settings:
        headers:
          X-SES-Configuration-Set: theirs
      username: it
`);
  expect(await mail.recorded()).toMatchObject({ id: mail.domain, outputs: { providerName: "smtp" } });

  const written = {
    domain: mail.domain,
    from: "it@acme.com",
    host: "old.acme.com",
    port: 2525,
    settings: THEIRS.settings,
    username: "it",
  };
  await mail.project.setProgram({ resources: { mail: { type: TYPE, properties: written } } });
  expect(await mail.project.preview()).toMatchObject({ ok: true, steps: [], kinds: [] });

  const withPassword = { type: TYPE, properties: { ...written, password: secret("theirs") } };
  await mail.project.setProgram({ resources: { mail: withPassword } });
  const preview = await mail.project.preview();
  expect(preview).toMatchObject({ ok: true, steps: ["update mail"], kinds: [] });
  expect(preview.events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])).toContainEqual(
    expect.objectContaining({
      op: "update",
      detailedDiff: { password: { diffKind: "add", inputDiff: true } },
    }),
  );
  expect(await settledUp(mail.project)).toMatchObject({ kinds: ["token", "patch"] });
  expect(mail.provider).toEqual(THEIRS);
});

test("what can't be imported says why, and is not recorded", async () => {
  const mail = await yamlMail();
  await mail.project.setProgram({});
  const missing = await importInto(mail);
  expect(missing).toMatchObject({ ok: false, output: expect.stringContaining("PROVIDER_MISSING: ") });
  mail.tenant.setProvider({ name: "resend", enabled: true, credentials: { api_key: "theirs" } });
  const foreign = await importInto(mail);
  expect(foreign.ok).toBe(false);
  expect(foreign.output).toContain("PROVIDER_EXISTS: ");
  expect(foreign.output).toContain('"resend"');
  expect(await mail.project.state()).toEqual({ resources: [], pending: 0 });
});
