import { expect, test } from "vitest";
import { mailProject } from "../engine/mail-project.ts";
import { shellResource } from "../support/shell-resource.ts";
import { DoomedUp, MADE } from "./doomed-up.ts";
import { expectSound, tidy } from "./recovery.ts";

// A rename without an alias is a create and then a delete of the same tenant. The delete is skipped, in whichever run
// it comes.

test("killed when the new name has taken over and the old one is still there", async () => {
  const mail = await mailProject();
  expect(await mail.tryUp()).toMatchObject({ ok: true });

  // The engine deletes nothing before the program has ended.
  const args = mail.args({ onExisting: "adopt", password: "pw-2" });
  const doomed = new DoomedUp(mail, { resource: { name: "renamed", args }, stays: true });
  await doomed.said(MADE);
  doomed.kill();
  await doomed.ended;
  expect(mail.provider?.credentials.smtp_pass).toBe("pw-2");

  await tidy(mail);
  mail.project.program = async () => {
    shellResource("renamed", args);
  };
  const up = await mail.project.up();
  expect(up, up.output).toMatchObject({ ok: true, steps: ["delete mail"], kinds: [] });
  expect(up.output).toContain("its SMTP provider was left in place");
  await expectSound(mail, "smtp.acme.com", "pw-2");
});
