import { SmtpEmailProvider } from "pulumi-auth0-smtp";
import { expect, test } from "vitest";
import { tenantsOf } from "../emulator/index.ts";
import { mailScopes } from "../emulator/tenant.ts";
import { expectFailed } from "./expect.ts";
import { mailProject, STORED } from "./mail-project.ts";

const USER = "auth0|62463410c0242d00699461c8";
const verify = { userId: USER, waitSeconds: 5 };

test("a change whose mail fails is rolled back: tenant and state are as before, and the next up makes the whole change", async () => {
  const mail = await mailProject();
  const { tenant } = mail;
  for (const scope of mailScopes) tenant.scopes.add(scope);
  tenant.users.set(USER, "jane@example.com");
  await mail.up();
  const before = await mail.recorded();

  tenant.mailError = "535 5.7.8 Authentication failed";
  const change = { password: "pw-2", from: "hello@acme.com", verify };
  const failed = await mail.tryUp(change);
  expectFailed(failed, "VERIFICATION_FAILED", "535 5.7.8 Authentication failed", "has its old settings back");
  expect(failed.kinds).toEqual(["token", "patch", "job", "logs", "patch"]);
  expect(mail.provider).toEqual(STORED);
  expect(await mail.recorded()).toEqual(before);
  expect(await mail.preview(change)).toMatchObject({ ok: true, steps: ["update mail"], kinds: [] });

  tenant.mailError = undefined;
  const made = await mail.up(change);
  expect(made.kinds).toEqual(["token", "patch", "job", "logs", "logs", "logs"]);
  expect(mail.provider).toMatchObject({ default_from_address: "hello@acme.com" });
  expect((await mail.recorded()).outputs).toMatchObject({ verify: { ...verify, onFailure: "rollback" } });
  const texts = [...(await mail.project.files()).values()].join("\n");
  expect(texts).not.toContain("jane@example.com");
});

test("a create whose mail fails is deleted again, and is not in the state", async () => {
  const mail = await mailProject();
  const { tenant } = mail;
  for (const scope of mailScopes) tenant.scopes.add(scope);
  tenant.users.set(USER, "jane@example.com");
  tenant.mailError = "550 5.7.1 not allowed";
  const failed = await mail.tryUp({ verify });
  expectFailed(failed, "VERIFICATION_FAILED", "550 5.7.1 not allowed", "was deleted again");
  expect(failed.kinds).toEqual(["token", "post", "job", "logs", "delete"]);
  expect(mail.provider).toBeUndefined();
  expect(await mail.project.state()).toEqual({ resources: [], pending: 0 });
});

test("a canary with a wrong password gets its mail back, and the tenants after it are not touched", async () => {
  const mail = await mailProject();
  const others = ["later-1.eu.auth0.com", "later-2.eu.auth0.com"];
  const all = [mail.domain, ...others];
  for (const domain of all) {
    const tenant = mail.auth0.tenant(domain);
    for (const scope of mailScopes) tenant.scopes.add(scope);
    tenant.users.set(USER, "jane@example.com");
  }
  const fleet = (args: object) => {
    mail.project.program = async () => {
      const canary = new SmtpEmailProvider("canary", mail.args(args));
      for (const domain of others) {
        new SmtpEmailProvider(domain, mail.args({ ...args, domain }), { dependsOn: canary });
      }
    };
  };
  const env = tenantsOf(...all);
  fleet({});
  expect(await mail.project.up({ env })).toMatchObject({ ok: true });

  // One SMTP service for all: whoever logs in with this password is refused.
  for (const domain of all) mail.auth0.tenant(domain).mailError = "535 5.7.8 Authentication failed";
  fleet({ password: "not-the-right-one", verify });
  const failed = await mail.project.up({ env });
  expectFailed(failed, "VERIFICATION_FAILED", "535 5.7.8 Authentication failed", "has its old settings back");
  expect(failed.requests.map(({ tenant, kind }) => [tenant, kind])).toEqual(
    ["token", "patch", "job", "logs", "patch"].map((kind) => [mail.domain, kind]),
  );
  for (const domain of all) expect(mail.auth0.tenant(domain).provider).toEqual(STORED);
});
