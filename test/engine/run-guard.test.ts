import { ProviderResource } from "@pulumi/pulumi";
import { SmtpEmailProvider } from "pulumi-auth0-smtp";
import { expect, test } from "vitest";
import { expectRefused, expectSettled } from "./expect.ts";
import { Failing, Late } from "./late.ts";
import { type MailProject, mailProject } from "./mail-project.ts";

/** An explicit provider: the engine starts a process of its own for it. */
class OwnProcess extends ProviderResource {
  constructor(name: string) {
    super("pulumi-nodejs", name, {});
  }
}

const STILL_WANTED = "The program still has a resource for";

/** The tenant's mail goes out as before, and the state still has the resource under this name. */
async function expectUntouched(mail: MailProject, before: unknown, name: string): Promise<void> {
  expect(mail.provider).toEqual(before);
  expect((await mail.recorded()).urn.split("::").at(-1)).toBe(name);
}

test("two provider processes in one run: a resource that is renamed into the other one's hands keeps its mail", async () => {
  const mail = await mailProject();
  await mail.up();
  const before = mail.provider;
  mail.project.program = async () => {
    const provider = new OwnProcess("own");
    new SmtpEmailProvider("renamed", mail.args({ onExisting: "adopt" }), { provider });
  };
  const renamed = await mail.project.up();
  expect(renamed).toMatchObject({ ok: true, kinds: ["token", "post", "patch"] });
  expect(renamed.output).toContain(`${mail.domain}: its SMTP provider was left in place`);
  await expectUntouched(mail, before, "renamed");

  // Two for one tenant are seen across processes too.
  mail.project.program = async () => {
    const provider = new OwnProcess("own");
    new SmtpEmailProvider("renamed", mail.args({ onExisting: "adopt" }), { provider });
    new SmtpEmailProvider("other", mail.args());
  };
  expectRefused(await mail.project.preview(), "DUPLICATE_DOMAIN: The resource");

  // Once the program has neither, both processes are free to delete.
  mail.project.program = async () => {};
  expect(await mail.project.up()).toMatchObject({ ok: true, kinds: ["token", "get", "delete"] });
  expect(mail.provider).toBeUndefined();
});

test("continueOnError: what the program could not register, because an input or a dependency failed, is not deleted", async () => {
  const mail = await mailProject();
  await mail.up();
  const before = mail.provider;

  mail.project.program = async () => {
    new SmtpEmailProvider("mail", mail.args({ password: new Failing("failing").value }));
  };
  const lostInput = await mail.project.up({ continueOnError: true });
  expect(lostInput).toMatchObject({ ok: false, kinds: [] });
  expect(lostInput.output).toContain(`PROVIDER_EXISTS: ${STILL_WANTED} ${mail.domain}`);
  await expectUntouched(mail, before, "mail");

  mail.project.program = async () => {
    const opts = { dependsOn: new Failing("failing") };
    new SmtpEmailProvider("renamed", mail.args({ onExisting: "adopt" }), opts);
  };
  const lostDependency = await mail.project.up({ continueOnError: true });
  expect(lostDependency).toMatchObject({ ok: false, kinds: [] });
  expect(lostDependency.output).toContain(STILL_WANTED);
  await expectUntouched(mail, before, "mail");

  // A run that ends well afterwards, in the same process, is not held up by what was lost in the one before.
  mail.project.program = async () => {};
  expect(await mail.project.up()).toMatchObject({ ok: true, kinds: ["token", "get", "delete"] });
});

test("a parent that fails ends the run, and the resource is not made", async () => {
  const mail = await mailProject();
  mail.project.program = async () => {
    new SmtpEmailProvider("mail", mail.args(), { parent: new Failing("failing") });
  };
  for (const continueOnError of [true, false]) {
    const failed = await mail.project.up({ continueOnError });
    expect(failed).toMatchObject({ ok: false, steps: ["create failing"], kinds: [] });
  }
});

test("a domain that is not known at preview is no new tenant: no password is asked for, and no handshake made", async () => {
  const mail = await mailProject();
  const program = (turn: number, args: Parameters<MailProject["args"]>[0]) => async () => {
    new SmtpEmailProvider("mail", mail.args({ domain: new Late("late", mail.domain, turn).value, ...args }));
  };
  mail.project.program = program(1, {});
  expect(await mail.project.up()).toMatchObject({ ok: true, kinds: ["token", "post"] });

  // The server's name is known to no DNS: a handshake would refuse this.
  mail.project.program = program(2, { password: undefined, preflight: "enforce" });
  expect(await mail.project.preview()).toMatchObject({ ok: true, kinds: [] });
  expect(await mail.project.up()).toMatchObject({ ok: true, kinds: [] });
  expect(mail.provider?.credentials).toMatchObject({ smtp_pass: "pw-1" });
  await expectSettled(mail.project);
});
