import { SmtpEmailProvider } from "pulumi-auth0-smtp";
import { expect, test } from "vitest";
import { mailProject } from "../engine/mail-project.ts";
import { DoomedUp, MADE } from "./doomed-up.ts";
import { expectSound, tidy } from "./recovery.ts";

// A rename without an alias is a create and then a delete of the same tenant. The delete is skipped, but only in the
// run of the create: after a crash between the two, what the README says of a rename must be done by hand.

test("killed when the new name has taken over and the old one is still there", async () => {
  const mail = await mailProject();
  expect(await mail.tryUp()).toMatchObject({ ok: true });

  // The engine deletes nothing before the program has ended.
  const args = mail.args({ onExisting: "adopt", password: "pw-2" });
  const up = new DoomedUp(mail, { resource: { name: "renamed", args }, stays: true });
  await up.said(MADE);
  up.kill();
  await up.ended;
  expect(mail.provider?.credentials.smtp_pass).toBe("pw-2");

  await tidy(mail);
  mail.project.program = async () => {
    new SmtpEmailProvider("renamed", args);
  };
  const preview = await mail.project.preview();
  expect(preview.steps, preview.output).toEqual(["delete mail"]);
  const old = (await mail.project.resources()).find(({ urn }) => urn.endsWith("::mail"));
  const removed = await mail.project.run("state", "delete", old?.urn ?? "", "--yes");
  expect(removed.ok, removed.stderr).toBe(true);

  expect(await mail.project.up()).toMatchObject({ ok: true, steps: [], kinds: [] });
  await expectSound(mail, "smtp.acme.com", "pw-2");
});
