import { expect, test } from "vitest";
import { expectFailed, expectRefused } from "./expect.ts";
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

test("a create that failed leaves nothing in the state, and is made by the next up", async () => {
  const mail = await mailProject();
  for (const [status, code] of [
    [400, "REJECTED"],
    [403, "MISSING_SCOPE"],
  ] as const) {
    mail.tenant.failNext({ kind: "status", status }, { on: "post" });
    const refused = await mail.tryUp();
    expectFailed(refused, `${code}: ${mail.domain}`, `status ${status}`);
    expect(refused.kinds).toEqual(["token", "post"]);
    expect(await mail.project.state()).toEqual({ resources: [], pending: 0 });
  }
  expect(await mail.preview()).toMatchObject({ ok: true, steps: ["create mail"] });
  expect(await mail.up()).toMatchObject({ kinds: ["token", "post"] });
});

test("an update that was refused is not recorded, shown again by the next preview, and made whole by the next up", async () => {
  const mail = await mailProject();
  await mail.up();
  const before = await mail.resource();
  const changes = [
    { password: "pw-2" },
    { password: "pw-2", host: "mx.acme.com", port: 2525, from: "hello@acme.com" },
  ];
  for (const change of changes) {
    mail.tenant.failNext({ kind: "status", status: 400 }, { on: "patch" });
    const refused = await mail.tryUp(change);
    expectFailed(refused, `REJECTED: ${mail.domain}`, "status 400");
    expect(await mail.resource()).toEqual(before);
    expect(await mail.preview(change)).toMatchObject({ ok: true, steps: ["update mail"], kinds: [] });
  }
  const made = await mail.up(changes[1]);
  expect(made.kinds).toEqual(["token", "patch"]);
  expect(made.requests[1]?.body).toEqual({
    name: "smtp",
    default_from_address: "hello@acme.com",
    credentials: { smtp_host: "mx.acme.com", smtp_port: 2525, smtp_user: "acme", smtp_pass: "pw-2" },
  });
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

test("a delete that was refused keeps the resource in the state", async () => {
  const mail = await mailProject();
  await mail.up();
  const before = await mail.resource();
  mail.tenant.scopes.delete("delete:email_provider");
  const refused = await mail.project.destroy();
  expectFailed(refused, "MISSING_SCOPE", "Grant the application the scope delete:email_provider");
  expect(await mail.resource()).toEqual(before);
  mail.tenant.scopes.add("delete:email_provider");
  expect(await mail.project.destroy()).toMatchObject({ ok: true, kinds: ["token", "get", "delete"] });
});
