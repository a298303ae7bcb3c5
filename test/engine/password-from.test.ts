import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { expectFailed, expectRefused, settledUp } from "./expect.ts";
import { mailProject } from "./mail-project.ts";

test("passwordFrom is read when it is applied, leaves no trace in the state, and a new version reads it again", async () => {
  const mail = await mailProject();
  const file = join(mail.project.folder, "password");
  const from = (passwordFrom: { env?: string; file?: string; version?: string }, more = {}) =>
    mail.set({ password: undefined, passwordFrom, ...more });
  const up = async (password?: string) => {
    const env = password === undefined ? {} : { SMTP_PASSWORD: password };
    return settledUp(mail.project, { env });
  };
  const sent = () => mail.provider?.credentials.smtp_pass;

  // A preview does not read it; up does.
  from({ env: "SMTP_PASSWORD" });
  expect(await mail.project.preview()).toMatchObject({ ok: true, steps: ["create mail"], kinds: [] });
  const unset = await mail.project.up();
  expectFailed(unset, "PASSWORD_UNREADABLE", "the environment variable SMTP_PASSWORD", "is not set");
  expect(unset.kinds).toEqual([]);
  expect(await mail.project.state()).toEqual({ resources: [], pending: 0 });

  expect(await up("canary-1")).toMatchObject({ kinds: ["token", "post"] });
  expect(sent()).toBe("canary-1");
  expect((await mail.recorded()).inputs).toMatchObject({ passwordFrom: { env: "SMTP_PASSWORD" } });
  expect(await mail.recorded()).not.toHaveProperty("outputs.password");

  // Another value alone is not noticed, and a new version is.
  expect(await up("canary-2")).toMatchObject({ steps: [], kinds: [] });
  from({ env: "SMTP_PASSWORD", version: "2" });
  expect(await up("canary-2")).toMatchObject({ steps: ["update mail"], kinds: ["token", "patch"] });
  expect(sent()).toBe("canary-2");

  // It serves a new host as well as `password` does.
  from({ env: "SMTP_PASSWORD", version: "2" }, { host: "mx.acme.com" });
  expect(await up("canary-3")).toMatchObject({ kinds: ["token", "patch"] });
  expect(sent()).toBe("canary-3");

  from({ file }, { host: "mx.acme.com" });
  await writeFile(file, "canary-4\n");
  expect(await up()).toMatchObject({ kinds: ["token", "patch"] });
  expect(sent()).toBe("canary-4");
  await writeFile(file, "");
  from({ file, version: "2" }, { host: "mx.acme.com" });
  const empty = await mail.project.up();
  expectFailed(empty, "PASSWORD_UNREADABLE", file, "is empty");
  expect((await mail.recorded()).inputs).toMatchObject({ passwordFrom: { file } });

  const files = [...(await mail.project.files()).values()].join("\n");
  expect(files).not.toContain("canary-");
});

test("password and passwordFrom take each other's place, and cannot stand together", async () => {
  const mail = await mailProject({ env: { SMTP_PASSWORD: "pw-of-env" } });
  const passwordFrom = { env: "SMTP_PASSWORD" };
  const both = await mail.preview({ passwordFrom });
  expectRefused(both, "INVALID_INPUT: password and passwordFrom are both set");
  expect(both.output).not.toContain("pw-1");

  await mail.up();
  expect(await mail.up({ password: undefined, passwordFrom })).toMatchObject({ kinds: ["token", "patch"] });
  expect(mail.provider).toHaveProperty("credentials.smtp_pass", "pw-of-env");
  expect(await mail.recorded()).not.toHaveProperty("outputs.password");
  expect(await mail.up({ password: undefined })).toMatchObject({ steps: ["update mail"], kinds: [] });
  expect(await mail.recorded()).not.toHaveProperty("outputs.passwordFrom");
  expect(await mail.up()).toMatchObject({ kinds: ["token", "patch"] });
  expect(mail.provider).toHaveProperty("credentials.smtp_pass", "pw-1");
});
