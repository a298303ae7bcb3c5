import { expect, test } from "vitest";
import type { RequestKind } from "../emulator/index.ts";
import { mailScopes } from "../emulator/tenant.ts";
import { type MailProject, mailProject } from "../engine/mail-project.ts";
import { DoomedUp } from "./doomed-up.ts";
import { expectNothingToDo, recover } from "./recovery.ts";

const USER = "auth0|62463410c0242d00699461c8";
const [OLD, NEW] = ["smtp.acme.com", "smtp2.acme.com"];
const CHANGE = { host: NEW, password: "pw-2", verify: { userId: USER, waitSeconds: 5 } };

/** A change whose mail fails is killed around its `nth` request of a kind, and what the tenant has then. */
interface CrashPoint {
  readonly on: RequestKind;
  readonly nth: number;
  readonly kind: "hook" | "hook-after";
  readonly has: string;
}

const POINTS: Readonly<Record<string, CrashPoint>> = {
  "after the write": { on: "patch", nth: 1, kind: "hook-after", has: NEW },
  "after Auth0 took the mail on": { on: "job", nth: 1, kind: "hook-after", has: NEW },
  "after the failure was seen": { on: "logs", nth: 1, kind: "hook-after", has: NEW },
  "before the way back": { on: "patch", nth: 2, kind: "hook", has: NEW },
  "after the way back": { on: "patch", nth: 2, kind: "hook-after", has: OLD },
};

/** A kill leaves the old state wherever it strikes, and the next `up` makes and proves the change. */
test.each(Object.entries(POINTS))("a change that proves itself, killed %s", async (_, point) => {
  const mail = await mailProject();
  provable(mail);
  await mail.up();

  mail.tenant.mailError = "Invalid login: 535 5.7.8 Authentication credentials invalid";
  const run = () => up.kill();
  const which = { on: point.on, skip: point.nth - 1 };
  mail.tenant.failNext({ kind: point.kind, run }, which);
  // The request of one that is killed before it has come to the emulator already, and is not to be carried out.
  if (point.kind === "hook") mail.tenant.failNext({ kind: "reset-before" }, which);
  const up = new DoomedUp(mail, { resource: { name: "mail", args: mail.args(CHANGE) } });
  const { code, output } = await up.ended;
  expect(code, output).not.toBe(0);
  expect(mail.provider?.credentials.smtp_host).toBe(point.has);
  expect((await mail.recorded()).outputs.host).toBe(OLD);

  mail.tenant.mailError = undefined;
  mail.set(CHANGE);
  const recovered = await recover(mail);
  expect(recovered.ok, recovered.output).toBe(true);
  expect(recovered.kinds.slice(0, 4)).toEqual(["token", "patch", "job", "logs"]);
  expect(mail.provider?.credentials).toMatchObject({ smtp_host: NEW, smtp_pass: "pw-2" });
  await expectNothingToDo(mail.project);
});

function provable({ tenant }: MailProject): void {
  for (const scope of mailScopes) tenant.scopes.add(scope);
  tenant.users.set(USER, "jane@acme.com");
}
