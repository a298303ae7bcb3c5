import { expect, test } from "vitest";
import { mailProject } from "./mail-project.ts";
import { watchProviderProcesses } from "./provider-processes.ts";

const credentials = {
  smtp_host: "smtp.acme.com",
  smtp_port: 587,
  smtp_user: "acme",
  smtp_pass: "pw-1",
};

test("from nothing to up, up again, refresh and destroy", async () => {
  const mail = await mailProject();

  expect(await mail.preview()).toMatchObject({ ok: true, steps: ["create mail"], kinds: [] });
  expect(mail.provider).toBeUndefined();

  const created = await mail.up();
  expect(created).toMatchObject({ steps: ["create mail"], kinds: ["token", "post"] });
  const body = { name: "smtp", enabled: true, default_from_address: "no-reply@acme.com", credentials };
  expect(created.requests[1]?.body).toEqual(body);
  expect(mail.provider).toEqual(body);
  expect(await mail.resource()).toMatchObject({
    id: mail.domain,
    outputs: {
      domain: mail.domain,
      from: "no-reply@acme.com",
      host: "smtp.acme.com",
      port: 587,
      username: "acme",
      enabled: true,
      onExisting: "fail",
      onDelete: "delete",
      preflight: "off",
      providerName: "smtp",
    },
  });

  expect(await mail.up()).toMatchObject({ changes: {}, kinds: [] });
  expect(await mail.project.refresh()).toMatchObject({ ok: true, changes: {}, kinds: ["token", "get"] });
  expect(await mail.project.destroy()).toMatchObject({
    ok: true,
    steps: ["delete mail"],
    kinds: ["token", "get", "delete"],
  });
  expect(mail.provider).toBeUndefined();
  expect(await mail.project.resources()).toEqual([]);
});

test("each input changed alone sends its own group and the name, and nothing else", async () => {
  const mail = await mailProject();
  await mail.up();
  const settings = { headers: { "X-SES-Configuration-Set": "main" } };
  const rotated = { ...credentials, smtp_pass: "pw-2" };
  const moved = { ...rotated, smtp_host: "mx.acme.com", smtp_port: 2525, smtp_user: "mailer" };
  const changes = [
    [{ from: "Acme <hello@acme.com>" }, { default_from_address: "Acme <hello@acme.com>" }],
    [{ enabled: false }, { enabled: false }],
    [{ settings }, { settings }],
    [{ settings: {} }, { settings: {} }],
    [{ password: "pw-2" }, { credentials: rotated }],
    [{ host: "mx.acme.com" }, { credentials: { ...rotated, smtp_host: "mx.acme.com" } }],
    [{ port: 2525 }, { credentials: { ...rotated, smtp_host: "mx.acme.com", smtp_port: 2525 } }],
    [{ username: "mailer" }, { credentials: moved }],
  ] as const;
  let args = {};
  for (const [change, body] of changes) {
    args = { ...args, ...change };
    expect(await mail.preview(args)).toMatchObject({ ok: true, steps: ["update mail"], kinds: [] });
    const result = await mail.up(args);
    expect(result).toMatchObject({ steps: ["update mail"], kinds: ["token", "patch"] });
    expect(result.requests[1]?.body).toEqual({ name: "smtp", ...body });
  }
  expect(mail.provider).toEqual({
    name: "smtp",
    enabled: false,
    default_from_address: "Acme <hello@acme.com>",
    credentials: moved,
  });
});

test("inputs that Auth0 never sees change the state, and send nothing", async () => {
  const mail = await mailProject();
  await mail.up();
  const changed = await mail.up({ onExisting: "adopt", onDelete: "disable" });
  expect(changed).toMatchObject({ steps: ["update mail"], kinds: [] });
  expect((await mail.resource()).outputs).toMatchObject({ onExisting: "adopt", onDelete: "disable" });
});

test("the Auth0 SDK is loaded only where a request is made", async () => {
  const mail = await mailProject();
  const { env, take } = await watchProviderProcesses(mail.project);
  await mail.project.up({ env });
  expect(await take()).toEqual({ processes: 1, loaded: ["auth0"] });
  expect(await mail.project.preview({ env })).toMatchObject({ ok: true, changes: {} });
  expect(await mail.project.up({ env })).toMatchObject({ ok: true, changes: {} });
  expect(await take()).toEqual({ processes: 2, loaded: [] });
});
