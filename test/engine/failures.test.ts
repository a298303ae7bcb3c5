import { expect, test } from "vitest";
import { expectFailed, expectRefused, expectSaidOnce } from "./expect.ts";
import { mailProject } from "./mail-project.ts";

test("all faults of a resource are reported together, and the next program of the process runs", async () => {
  const mail = await mailProject();
  const refused = await mail.preview({
    from: "nobody",
    host: "https://smtp.acme.com",
    port: 70_000,
    username: "##SMTP_USER##",
    password: "pw\nwith a break",
    settings: { headers: { "X-SES-Configuration-Set": "" } },
  });
  expectRefused(
    refused,
    "property from value {nobody} has a problem: INVALID_INPUT",
    "property host value {https://smtp.acme.com} has a problem: INVALID_INPUT",
    "property port value {70000} has a problem: INVALID_INPUT",
    "property username value {##SMTP_USER##} has a problem: INVALID_INPUT",
    "INVALID_INPUT: password must not contain line breaks",
    "INVALID_INPUT: settings.headers",
  );
  expect(refused.output).not.toContain("with a break");
  // The engine hides the warnings on a refused resource; that must not hold up what follows.
  expect(await mail.up({ port: 25 })).toMatchObject({ kinds: ["token", "post"] });
});

test("what failed is not recorded: a create, an update or a delete that was refused is made whole by the next run", async () => {
  const mail = await mailProject();
  for (const [status, code] of [
    [400, "REJECTED"],
    [403, "MISSING_SCOPE"],
  ] as const) {
    mail.tenant.failNext({ kind: "status", status }, { on: "post" });
    const refused = await mail.tryUp();
    expectSaidOnce(refused, `${code}: ${mail.domain}`, `status ${status}`);
    expect(refused.kinds).toEqual(["token", "post"]);
    expect(await mail.project.state()).toEqual({ resources: [], pending: 0 });
  }
  expect(await mail.preview()).toMatchObject({ ok: true, steps: ["create mail"], kinds: [] });
  expect(await mail.up()).toMatchObject({ steps: ["create mail"], kinds: ["token", "post"] });

  const before = await mail.recorded();
  const moved = { password: "pw-2", host: "mx.acme.com", port: 2525, from: "hello@acme.com" };
  for (const change of [{ password: "pw-2" }, moved]) {
    mail.tenant.failNext({ kind: "status", status: 400 }, { on: "patch" });
    expectFailed(await mail.tryUp(change), `REJECTED: ${mail.domain}`, "status 400");
    expect(await mail.recorded()).toEqual(before);
    expect(await mail.preview(change)).toMatchObject({ ok: true, steps: ["update mail"], kinds: [] });
  }
  const made = await mail.up(moved);
  expect(made.kinds).toEqual(["token", "patch"]);
  expect(made.requests[1]?.body).toEqual({
    name: "smtp",
    default_from_address: "hello@acme.com",
    credentials: { smtp_host: "mx.acme.com", smtp_port: 2525, smtp_user: "acme", smtp_pass: "pw-2" },
  });

  const after = await mail.recorded();
  mail.tenant.scopes.delete("delete:email_provider");
  const kept = await mail.project.destroy();
  expectSaidOnce(kept, "MISSING_SCOPE: ", "Grant the application the scope delete:email_provider");
  expect(await mail.recorded()).toEqual(after);
  mail.tenant.scopes.add("delete:email_provider");
  expect(await mail.project.destroy()).toMatchObject({ ok: true, kinds: ["token", "get", "delete"] });
});

test("a write whose answer is lost is looked up, and a rate limit is waited out", async () => {
  const mail = await mailProject();
  mail.tenant.failNext({ kind: "reset-after" }, { on: "post" });
  expect(await mail.up()).toMatchObject({ steps: ["create mail"], kinds: ["token", "post", "get"] });

  mail.tenant.failNext({ kind: "status", status: 503 }, { on: "patch" });
  mail.tenant.failNext({ kind: "429", resetInSeconds: 1 }, { on: "patch" });
  const changed = await mail.up({ from: "hello@acme.com" });
  expect(changed.kinds).toEqual(["token", "patch", "get", "patch", "patch"]);
  expect(mail.provider).toMatchObject({ default_from_address: "hello@acme.com" });
});
