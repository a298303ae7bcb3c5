import { expect, test } from "vitest";
import { SECRET } from "../support/state-file.ts";
import { expectRefused } from "./expect.ts";
import { mailProject, STORED } from "./mail-project.ts";

test("host, port and user name cannot change without the password", async () => {
  const mail = await mailProject();
  expectRefused(
    await mail.preview({ password: undefined }),
    "property password value {<nil>} has a problem: PASSWORD_REQUIRED",
    "has not been created",
  );
  await mail.up();

  const changes = [
    [{ host: "mx.acme.com" }, 'host changes from "smtp.acme.com" to "mx.acme.com"'],
    [{ port: 2525 }, "port changes from 587 to 2525"],
    [{ username: "mailer" }, 'username changes from "acme" to "mailer"'],
  ] as const;
  for (const [change, words] of changes) {
    expectRefused(
      await mail.preview({ ...change, password: undefined }),
      "property password value {<nil>} has a problem: PASSWORD_REQUIRED",
      words,
    );
  }
  const moved = { host: "mx.acme.com", port: 2525, username: "mailer" };
  const all = await mail.tryUp({ ...moved, password: undefined });
  expectRefused(all, ...changes.map(([, words]) => words));

  expect(await mail.preview(moved)).toMatchObject({ ok: true, steps: ["update mail"], kinds: [] });
  const result = await mail.up(moved);
  expect(result.kinds).toEqual(["token", "patch"]);
  expect(result.requests[1]?.body).toEqual({
    name: "smtp",
    credentials: { smtp_host: "mx.acme.com", smtp_port: 2525, smtp_user: "mailer", smtp_pass: "pw-1" },
  });
});

test("a password that is no longer given leaves the state, is not missed until it is needed, and is sent when given again", async () => {
  const mail = await mailProject();
  const none = { password: undefined };
  await mail.up();
  expect(await mail.recorded()).toMatchObject({
    inputs: { password: SECRET },
    outputs: { password: SECRET },
  });
  expect(await mail.up(none)).toMatchObject({ steps: ["update mail"], kinds: [] });
  const { inputs, outputs } = await mail.recorded();
  for (const properties of [inputs, outputs]) expect(properties).not.toHaveProperty("password");

  // Other inputs may change without it, and no credentials are sent.
  const renamed = await mail.up({ ...none, from: "hello@acme.com" });
  expect(renamed.requests[1]?.body).toEqual({ name: "smtp", default_from_address: "hello@acme.com" });

  const given = await mail.up();
  expect(given).toMatchObject({ steps: ["update mail"], kinds: ["token", "patch"] });
  expect(given.requests[1]?.body).toHaveProperty("credentials.smtp_pass", "pw-1");
});

test("after drift the program's own values need the password too, and are restored once", async () => {
  const mail = await mailProject();
  const none = { password: undefined };
  await mail.up();
  await mail.up(none);
  mail.tenant.patchProvider({ credentials: { smtp_host: "elsewhere.example.com" } });
  await mail.project.refresh();
  expectRefused(
    await mail.preview(none),
    "property password value {<nil>} has a problem: PASSWORD_REQUIRED",
    'host changes from "elsewhere.example.com" to "smtp.acme.com"',
  );
  // What Auth0 has now is no change, and so needs none.
  expect(await mail.preview({ ...none, host: "elsewhere.example.com" })).toMatchObject({
    ok: true,
    steps: [],
  });

  mail.tenant.setProvider({
    name: "ses",
    enabled: true,
    default_from_address: "other@acme.com",
    credentials: { accessKeyId: "id", secretAccessKey: "key", region: "eu-west-1" },
  });
  expect(await mail.project.refresh()).toMatchObject({ ok: true, changes: { update: 1 } });
  expect((await mail.recorded()).outputs).toMatchObject({ providerName: "ses" });
  expectRefused(
    await mail.preview(none),
    "property password value {<nil>} has a problem: PASSWORD_REQUIRED",
    'the tenant has the e-mail provider "ses", not SMTP',
  );
  expect(await mail.preview()).toMatchObject({ ok: true, steps: ["update mail"], kinds: [] });
  const repaired = await mail.up();
  expect(repaired).toMatchObject({ steps: ["update mail"], kinds: ["token", "patch"] });
  expect(repaired.requests[1]?.body).toEqual({ ...STORED, settings: {} });
  expect((await mail.recorded()).outputs).toMatchObject({ providerName: "smtp" });
});
