import type { SmtpEmailProviderArgs } from "pulumi-auth0-smtp";
import { expect, test } from "vitest";
import { CLIENT } from "../emulator/index.ts";
import { expectFailed } from "../engine/expect.ts";
import { type MailProject, mailProject } from "../engine/mail-project.ts";
import { CANARIES, passedOn } from "../secrets/canaries.ts";
import { Harvest } from "../secrets/harvest.ts";
import { findSecrets } from "../secrets/scan.ts";
import { type CrashPoint, crashPoints, type Write } from "./crash-points.ts";
import { DoomedUp } from "./doomed-up.ts";
import { expectNothingToDo, expectSound, recover } from "./recovery.ts";

const PASSWORD = CANARIES["SMTP password"];
const NEXT_PASSWORD = `${PASSWORD}2`;

/** Has create, update and delete of one resource crash at one point, and follows the README each time. */
export function crashesAt(point: CrashPoint, times: number): void {
  const applied = point !== "killed before the request";

  test.each(Array.from({ length: times }, (_, i) => i + 1))(`${point}, time %i`, async () => {
    const mail = await mailProject();
    await killedCreate(mail);
    await killedUpdate(mail);
    await killedDelete(mail);
  });

  async function killedCreate(mail: MailProject) {
    mail.set({ password: PASSWORD });
    await crash(mail, "post", mail.args({ password: PASSWORD }));
    expect(mail.provider !== undefined).toBe(applied);
    expect(await mail.project.resources()).toEqual([]);
    const up = await recover(mail);
    if (applied) {
      // Nothing tells this provider from somebody else's, so it takes the user's word.
      expectFailed(up, "PROVIDER_EXISTS");
      expect(up.kinds).toEqual(["token", "post", "get"]);
      const adopted = await mail.tryUp({ password: PASSWORD, onExisting: "adopt" });
      expect(adopted).toMatchObject({ ok: true, steps: ["create mail"] });
      expect(await mail.tryUp({ password: PASSWORD })).toMatchObject({ ok: true, kinds: [] });
    } else {
      expect(up).toMatchObject({ ok: true, kinds: ["token", "post"] });
    }
    await expectSound(mail, "smtp.acme.com", PASSWORD);
  }

  async function killedUpdate(mail: MailProject) {
    const change = { host: "smtp2.acme.com", password: NEXT_PASSWORD };
    await crash(mail, "patch", mail.args(change));
    expect(mail.provider?.credentials.smtp_pass).toBe(applied ? NEXT_PASSWORD : PASSWORD);
    expect((await mail.recorded()).outputs.host).toBe("smtp.acme.com");
    mail.set(change);
    expect(await recover(mail)).toMatchObject({ ok: true, kinds: ["token", "patch"] });
    await expectSound(mail, "smtp2.acme.com", NEXT_PASSWORD);
  }

  async function killedDelete(mail: MailProject) {
    await crash(mail, "delete");
    expect(mail.provider === undefined).toBe(applied);
    expect(await mail.project.resources()).toHaveLength(1);
    mail.project.program = async () => {};
    const kinds = applied ? [] : ["token", "get", "delete"];
    expect(await recover(mail)).toMatchObject({ ok: true, kinds });
    expect(mail.provider).toBeUndefined();
    await expectNothingToDo(mail.project);
  }

  async function crash(mail: MailProject, write: Write, args?: SmtpEmailProviderArgs): Promise<void> {
    const over = crashPoints[point](mail, write, () => up);
    mail.auth0.takeRequests();
    const up = new DoomedUp(mail, args ? { resource: { name: "mail", args } } : {});
    const end = await up.ended;
    await over();
    expect(end.code, end.output).not.toBe(0);
    const sent = mail.auth0.takeRequests();
    expect(sent.at(-1)?.kind).toBe(applied ? write : "token");
    expect((await mail.project.state()).pending).toBe(1);

    const harvest = new Harvest();
    harvest.places["what up printed"] = end.output;
    await harvest.takeFiles(mail.project);
    const secrets = { PASSWORD, "client secret": CLIENT.AUTH0_CLIENT_SECRET, ...passedOn(mail.tenant, sent) };
    expect(findSecrets(secrets, harvest.places)).toEqual([]);
  }
}
