import { output } from "@pulumi/pulumi";
import { SmtpEmailProvider, type SmtpEmailProviderArgs } from "pulumi-auth0-smtp";
import { expect, test } from "vitest";
import { expectFailed, settledUp } from "./expect.ts";
import { Late } from "./late.ts";
import { mailProject } from "./mail-project.ts";

type Late1 = (text: string | undefined) => Late["value"];

test("inputs that are not known at preview pass it, and are judged at up, before any request", async () => {
  const mail = await mailProject();
  // Each run makes its own resources, so that their values are unknown at every preview.
  let run = 0;
  const program = (args: (late: Late1) => Partial<SmtpEmailProviderArgs>) => {
    run += 1;
    let count = 0;
    mail.project.program = async () => {
      count = 0;
      const late: Late1 = (text) => new Late(`late-${run}-${count++}`, text).value;
      new SmtpEmailProvider("mail", mail.args(args(late)));
    };
  };
  const passes = async (step: string) => {
    const preview = await mail.project.preview();
    expect(preview).toMatchObject({ ok: true, kinds: [] });
    expect(preview.steps).toContain(step);
  };

  program((late) => ({
    domain: late(mail.domain),
    host: late("https://smtp.acme.com"),
    from: late("nobody"),
  }));
  await passes("create mail");
  const bad = await mail.project.up();
  expectFailed(bad, "INVALID_INPUT: host", "INVALID_INPUT: from");
  expect(bad.kinds).toEqual([]);

  program((late) => ({ password: late(undefined) }));
  await passes("create mail");
  const without = await mail.project.up();
  expectFailed(without, "property password value {&{{<nil>}}} has a problem: PASSWORD_REQUIRED");
  expect(without.kinds).toEqual([]);

  program((late) => ({
    domain: late(mail.domain),
    from: late("no-reply@acme.com"),
    host: late("smtp.acme.com"),
    password: late("pw-1"),
  }));
  await passes("create mail");
  expect(await settledUp(mail.project)).toMatchObject({ kinds: ["token", "post"] });
  expect(mail.provider).toMatchObject({
    default_from_address: "no-reply@acme.com",
    credentials: { smtp_host: "smtp.acme.com", smtp_pass: "pw-1" },
  });

  program((late) => ({ host: late("mx.acme.com"), password: undefined }));
  await passes("update mail");
  const moved = await mail.project.up();
  expectFailed(moved, "PASSWORD_REQUIRED", 'host changes from "smtp.acme.com" to "mx.acme.com"');
  expect(moved.kinds).toEqual([]);

  program((late) => ({ host: late("mx.acme.com"), password: late("pw-2") }));
  await passes("update mail");
  expect(await settledUp(mail.project)).toMatchObject({ kinds: ["token", "patch"] });
  expect(mail.provider?.credentials).toMatchObject({ smtp_host: "mx.acme.com", smtp_pass: "pw-2" });

  // A tenant that is not known may be another one; when it turns out to be the same, nothing is done.
  program((late) => ({ domain: late(mail.domain), host: late("mx.acme.com"), password: late("pw-2") }));
  await passes("replace mail");
  expect(await settledUp(mail.project)).toMatchObject({ kinds: [] });
});

test("a password that is an output from the start is known, and is a secret", async () => {
  const mail = await mailProject();
  await mail.up({ password: output("pw-1").apply((password) => password) });
  expect((await mail.recorded()).inputs.password).toBe("[secret]");
});
