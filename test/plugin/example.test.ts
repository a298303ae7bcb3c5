import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { cloneWith, UserProject } from "../../tools/user-project/index.ts";
import { CLIENT, startEmulator } from "../emulator/index.ts";

const ACME = "acme.eu.auth0.com";

test("examples/yaml creates, is stable and is destroyed", async () => {
  const auth0 = await startEmulator();
  onTestFinished(() => auth0.close());
  const clone = await cloneWith("examples/yaml", "dist/plugin");
  onTestFinished(() => rm(clone, { recursive: true }));
  const project = await UserProject.create({
    folder: join(clone, "examples/yaml"),
    home: join(clone, ".pulumi-home"),
    env: { ...auth0.env, AUTH0_DOMAIN: ACME, ...CLIENT },
  });
  await project.setConfig(
    { mailFrom: "no-reply@acme.com", smtpHost: "smtp.acme.com", smtpUsername: "acme" },
    { smtpPassword: "correct horse" },
  );
  const kinds = () => auth0.takeRequests().map(({ kind }) => kind);

  expect(await project.up()).toMatchObject({ ok: true, output: expect.stringContaining("+ 2 created") });
  expect(kinds()).toEqual(["token", "post"]);
  expect(auth0.tenant(ACME).provider).toEqual({
    name: "smtp",
    enabled: true,
    default_from_address: "no-reply@acme.com",
    credentials: {
      smtp_host: "smtp.acme.com",
      smtp_port: 587,
      smtp_user: "acme",
      smtp_pass: "correct horse",
    },
  });
  expect(await project.outputs()).toEqual({ domain: ACME, server: "smtp.acme.com:587" });

  expect(await project.preview("--expect-no-changes")).toMatchObject({ ok: true });
  expect(kinds()).toEqual([]);
  expect(await project.destroy()).toMatchObject({ ok: true });
  expect(kinds()).toEqual(["token", "get", "delete"]);
});
