import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { SmtpEmailProvider } from "pulumi-auth0-smtp";
import { expect, test } from "vitest";
import { tenantsOf } from "../emulator/index.ts";
import { expectFailed } from "./expect.ts";
import { mailProject } from "./mail-project.ts";

const [OWN, FOREIGN] = ["own.eu.auth0.com", "foreign.eu.auth0.com"] as const;
const SES = {
  name: "ses" as const,
  enabled: true,
  default_from_address: "hello@foreign.com",
  credentials: { accessKeyId: "AKIA", region: "eu-west-1" },
};

test("get reads what a tenant has, of every kind, beside a resource that manages it; nothing is written or deleted", async () => {
  const mail = await mailProject({ env: tenantsOf(OWN, FOREIGN) });
  const foreign = mail.auth0.tenant(FOREIGN);
  foreign.setProvider(SES);
  const set = (program: PulumiFn) => {
    mail.project.program = program;
  };
  const seen = ({
    domain,
    providerName,
    from,
    host,
    port,
    username,
    password,
    enabled,
  }: SmtpEmailProvider) => ({
    ...{ domain, providerName, from, host, port, username, password, enabled },
  });
  const both: PulumiFn = async () => {
    const managed = new SmtpEmailProvider("mail", mail.args({ domain: OWN }));
    const own = SmtpEmailProvider.get("own", managed.id);
    const other = SmtpEmailProvider.get("other", FOREIGN.toUpperCase());
    return { own: seen(own), other: seen(other) };
  };

  // What is yet to be made is not known at preview, and is not read.
  set(both);
  expect(await mail.project.preview()).toMatchObject({ ok: true, kinds: ["token", "get"] });
  const up = await mail.project.up();
  expect(up, up.output).toMatchObject({ ok: true });
  expect(up.requests.map(({ kind, tenant }) => `${kind} ${tenant}`).sort()).toEqual([
    `get ${FOREIGN}`,
    `get ${OWN}`,
    `post ${OWN}`,
    `token ${FOREIGN}`,
    `token ${OWN}`,
  ]);
  expect(await mail.project.outputs()).toEqual({
    own: {
      domain: OWN,
      providerName: "smtp",
      from: "no-reply@acme.com",
      host: "smtp.acme.com",
      port: 587,
      username: "acme",
      enabled: true,
    },
    other: { domain: FOREIGN, providerName: "ses", from: "hello@foreign.com", enabled: true },
  });
  for (const { id, inputs } of await mail.project.resources()) {
    expect(id).toMatch(/\.eu\.auth0\.com$/);
    expect(inputs).not.toHaveProperty("__program");
  }

  const again = await mail.project.preview();
  expect(again.kinds.filter((kind) => kind !== "token")).toEqual(["get", "get"]);
  expect(again.changes).toEqual({});

  // A refresh notices that one is gone, and the next up says what is wrong.
  foreign.setProvider(undefined);
  expect(await mail.project.refresh()).toMatchObject({ ok: true, changes: { delete: 1 } });
  expectFailed(await mail.project.preview(), `PROVIDER_MISSING: ${FOREIGN} has no e-mail provider`);
  foreign.setProvider(SES);

  // What was managed may become what is only read: its provider stays, and a destroy leaves it too.
  set(async () => {
    SmtpEmailProvider.get("mail", OWN);
  });
  const released = await mail.project.up();
  expect(released, released.output).toMatchObject({ ok: true });
  expect(released.kinds.filter((kind) => kind !== "token")).toEqual(["get"]);
  expect((await mail.recorded()).outputs).not.toHaveProperty("password");
  expect((await mail.project.destroy()).requests).toEqual([]);
  expect(await mail.project.resources()).toEqual([]);
  expect(mail.auth0.tenant(OWN).provider).toMatchObject({ name: "smtp" });
  expect(foreign.provider).toMatchObject({ name: "ses" });
});
