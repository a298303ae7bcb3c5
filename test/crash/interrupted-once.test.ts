import type { SmtpEmailProviderArgs } from "pulumi-auth0-smtp";
import { expect, test } from "vitest";
import { type MailProject, mailProject } from "../engine/mail-project.ts";
import type { Write } from "./crash-points.ts";
import { DoomedUp } from "./doomed-up.ts";
import { expectSound } from "./recovery.ts";

// The first Ctrl-C has the engine wait for what is under way, and write it down. There is nothing to mend.

test("interrupted once, what is under way is done and recorded", async () => {
  const mail = await mailProject();
  await interrupt(mail, "post", mail.args());
  await expectSound(mail, "smtp.acme.com", "pw-1");

  const change = { host: "smtp2.acme.com", password: "pw-2" };
  await interrupt(mail, "patch", mail.args(change));
  mail.set(change);
  await expectSound(mail, "smtp2.acme.com", "pw-2");

  await interrupt(mail, "delete");
  expect(mail.provider).toBeUndefined();
  expect(await mail.project.state()).toEqual({ resources: [], pending: 0 });
});

async function interrupt(mail: MailProject, write: Write, args?: SmtpEmailProviderArgs): Promise<void> {
  const run = () => up.interrupt("^C received; cancelling");
  mail.tenant.failNext({ kind: "hook", run }, { on: write });
  const up = new DoomedUp(mail, args ? { resource: { name: "mail", args } } : {});
  const end = await up.ended;
  expect(end.code, end.output).toBe(1);
}
