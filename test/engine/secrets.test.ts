import { SmtpEmailProvider } from "pulumi-auth0-smtp";
import { expect, test } from "vitest";
import type { Result } from "../support/pulumi-project.ts";
import { expectFailed } from "./expect.ts";
import { mailProject } from "./mail-project.ts";

/** A password with all that escaping changes. */
const canary = (name: string) => `canary-${name}-"\\/+é=`;

/** The beginnings by which it would be found, in any of the ways a text may be written. */
const TRACES = [
  "canary-",
  encodeURIComponent('"\\/+é='),
  ...[0, 1, 2].map((shift) =>
    Buffer.from(`${"x".repeat(shift)}canary-`)
      .toString("base64")
      .slice(shift === 0 ? 0 : 4, 8),
  ),
];

test("the password is in no file and on no screen, whatever happens", async () => {
  const mail = await mailProject();
  let printed = "";
  const run = async (command: Promise<Result>, ...words: readonly string[]) => {
    const result = await command;
    printed += result.output;
    if (words.length > 0) expectFailed(result, ...words);
    else expect(result.ok, result.output).toBe(true);
  };
  const [first, second] = [canary("first"), canary("second")];

  await run(mail.preview({ password: first }));
  await run(mail.up({ password: first }));
  const { inputs, outputs } = await mail.recorded();
  expect([inputs.password, outputs.password]).toEqual(["[secret]", "[secret]"]);

  const echo = { statusCode: 400, message: `not ${first}, nor ${second}` };
  mail.tenant.failNext({ kind: "status", status: 400, body: echo }, { on: "patch" });
  await run(mail.tryUp({ password: second }), "REJECTED");
  mail.tenant.failNext({ kind: "status", status: 500, body: echo }, { on: "patch", times: "always" });
  await run(mail.tryUp({ password: second, host: "mx.acme.com" }), "UNREACHABLE");
  mail.tenant.faults.clear();
  await run(mail.preview({ password: `${second}\n` }), "INVALID_INPUT: password");
  await run(mail.preview({ password: second, passwordFrom: { env: "X" } }), "INVALID_INPUT: password");
  const moved = { password: second, host: "mx.acme.com" };
  await run(mail.preview(moved, { ignoreChanges: ["password"] }), "PASSWORD_REQUIRED");

  mail.project.program = async () => ({
    password: new SmtpEmailProvider("mail", mail.args({ password: second })).password,
  });
  await run(mail.project.up());
  expect(await mail.project.outputs()).toEqual({ password: second });
  await run(mail.project.refresh());
  for (const command of ["export", "output", "history"]) {
    const { stdout, stderr } = await mail.project.run("stack", command);
    printed += stdout + stderr;
  }
  await run(mail.project.destroy());

  const files = await mail.project.files();
  for (const trace of TRACES) {
    expect(printed).not.toContain(trace);
    for (const [file, text] of files) expect(text.includes(trace), `${trace} in ${file}`).toBe(false);
  }
  expect([...files.keys()].filter((file) => file.includes("history")).length).toBeGreaterThan(3);
  expect([...files.keys()].filter((file) => file.includes("backups")).length).toBeGreaterThan(3);
});
