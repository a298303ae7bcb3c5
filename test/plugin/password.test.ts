import { expect, test } from "vitest";
import { expectRefused } from "../engine/expect.ts";
import { secret, yamlMail } from "./yaml-mail.ts";

test("another server without the password is refused at preview, on the property, and names what changes", async () => {
  const mail = await yamlMail();
  const none = { password: undefined };
  const missing = "property password value {<nil>} has a problem: PASSWORD_REQUIRED";
  expectRefused(await mail.preview(none), missing, "has not been created");
  await mail.up();
  expectRefused(
    await mail.preview({ ...none, host: "mx.acme.com", port: 2525, username: "mailer" }),
    missing,
    'host changes from "smtp.acme.com" to "mx.acme.com"',
    "port changes from 587 to 2525",
    'username changes from "acme" to "mailer"',
  );

  // The state's password is no answer, though the engine fills it in.
  const ignored = { ignoreChanges: ["password"] };
  const moved = await mail.preview({ host: "mx.acme.com", password: secret("pw-2") }, ignored);
  expectRefused(moved, "PASSWORD_REQUIRED", "remove it from ignoreChanges");
  expect(moved.output).not.toContain("pw-");
  expectRefused(await mail.tryUp({ host: "mx.acme.com" }, ignored), "PASSWORD_REQUIRED");
  expect(await mail.up({ from: "hello@acme.com", password: secret("pw-2") }, ignored)).toMatchObject({
    kinds: ["token", "patch"],
  });
  expect(mail.provider?.credentials).toMatchObject({ smtp_host: "smtp.acme.com", smtp_pass: "pw-1" });

  // A password that is no longer given is dropped, with no request.
  expect(await mail.up({ ...none, from: "hello@acme.com" })).toMatchObject({
    steps: ["update mail"],
    kinds: [],
  });
  const { inputs, outputs } = await mail.recorded();
  for (const properties of [inputs, outputs]) expect(properties).not.toHaveProperty("password");
});

test("drift is seen by refresh, shown by the next preview, and repaired by the next up once", async () => {
  const mail = await yamlMail();
  await mail.up();
  mail.tenant.patchProvider({ enabled: false, credentials: { smtp_host: "elsewhere.example.com" } });
  expect(await mail.project.refresh()).toMatchObject({
    ok: true,
    changes: { update: 1 },
    kinds: ["token", "get"],
  });
  expect((await mail.recorded()).outputs).toMatchObject({ enabled: false, host: "elsewhere.example.com" });
  expectRefused(
    await mail.preview({ password: undefined }),
    "property password value {<nil>} has a problem: PASSWORD_REQUIRED",
    'host changes from "elsewhere.example.com" to "smtp.acme.com"',
  );
  const repaired = await mail.up();
  expect(repaired).toMatchObject({ steps: ["update mail"], kinds: ["token", "patch"] });
  expect(repaired.requests[1]?.body).toMatchObject({
    name: "smtp",
    enabled: true,
    credentials: { smtp_pass: "pw-1" },
  });

  mail.tenant.setProvider({ name: "resend", enabled: true, credentials: { api_key: "theirs" } });
  expect(await mail.project.refresh()).toMatchObject({ ok: true, changes: { update: 1 } });
  expect((await mail.recorded()).outputs).toMatchObject({ providerName: "resend" });
  expect(await mail.preview()).toMatchObject({ ok: true, steps: ["update mail"], kinds: [] });

  mail.tenant.setProvider(undefined);
  expect(await mail.project.refresh()).toMatchObject({ ok: true, changes: { delete: 1 } });
  expect(await mail.project.resources()).toEqual([]);
});
