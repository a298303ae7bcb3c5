import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { processTree } from "../crash/process-tree.ts";
import { expectFailed, expectRefused, expectSaidOnce, settledUp } from "../engine/expect.ts";
import { secret, yamlMail } from "./yaml-mail.ts";

test("all faults of a resource are reported together, each on its property", async () => {
  const mail = await yamlMail();
  const refused = await mail.preview({
    from: "nobody",
    host: "https://smtp.acme.com",
    port: 70_000,
    password: secret("pw\nwith a break"),
  });
  expectRefused(
    refused,
    "property from value {nobody} has a problem: INVALID_INPUT",
    "property host value {https://smtp.acme.com} has a problem: INVALID_INPUT",
    "property port value {70000} has a problem: INVALID_INPUT",
    "INVALID_INPUT: password must not contain line breaks",
  );
  expect(refused.output).not.toContain("with a break");
});

test("a create that failed is not recorded, and one whose answer is lost is looked up", async () => {
  const mail = await yamlMail();
  mail.tenant.failNext({ kind: "status", status: 400 }, { on: "post" });
  expectSaidOnce(await mail.tryUp(), `REJECTED: ${mail.domain}`, "status 400");
  expect(await mail.project.state()).toEqual({ resources: [], pending: 0 });
  mail.tenant.failNext({ kind: "reset-after" }, { on: "post" });
  expect(await mail.up()).toMatchObject({ steps: ["create mail"], kinds: ["token", "post", "get"] });
});

test("an update or a refresh that failed leaves the state as it was, and the next up makes the whole change", async () => {
  const mail = await yamlMail();
  await mail.up();
  const before = await mail.recorded();
  const rotated = { password: secret("pw-2"), from: "hello@acme.com" };
  mail.tenant.failNext({ kind: "status", status: 400 }, { on: "patch" });
  expectFailed(await mail.tryUp(rotated), `REJECTED: ${mail.domain}`, "status 400");
  expect(await mail.recorded()).toEqual(before);
  expect(await mail.preview(rotated)).toMatchObject({ ok: true, steps: ["update mail"], kinds: [] });
  mail.tenant.failNext({ kind: "429", resetInSeconds: 1 }, { on: "patch" });
  const made = await mail.up(rotated);
  expect(made.kinds).toEqual(["token", "patch", "patch"]);
  expect(made.requests[2]?.body).toEqual({
    name: "smtp",
    default_from_address: "hello@acme.com",
    credentials: { smtp_host: "smtp.acme.com", smtp_port: 587, smtp_user: "acme", smtp_pass: "pw-2" },
  });

  mail.tenant.failNext({ kind: "status", status: 403 }, { on: "get" });
  const after = await mail.recorded();
  expectFailed(await mail.project.refresh(), "MISSING_SCOPE");
  expect(await mail.recorded()).toEqual(after);
});

/** The processes that this test has started, by the last part of what they run. */
function pidOf(program: string): number {
  const pid = processTree(process.pid).find((candidate) => commandOf(candidate).includes(program));
  if (pid === undefined) throw new Error(`No ${program} is running.`);
  return pid;
}

function commandOf(pid: number): string {
  try {
    return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return ""; // it has ended since
  }
}

test("a plugin that is killed when Auth0 has applied a change leaves the old state, and the next up makes it whole", async () => {
  const mail = await yamlMail();
  await mail.up();
  const before = await mail.recorded();
  const kill = () => void process.kill(pidOf("pulumi-resource-auth0-smtp"), "SIGKILL");
  mail.tenant.failNext({ kind: "hook-after", run: kill }, { on: "patch" });
  expect(await mail.tryUp({ password: secret("pw-2") })).toMatchObject({
    ok: false,
    kinds: ["token", "patch"],
  });
  expect(await mail.recorded()).toEqual(before);
  expect(await settledUp(mail.project)).toMatchObject({ steps: ["update mail"], kinds: ["token", "patch"] });
});

test("an engine that is killed takes its plugin along, and the next up makes the change whole", async () => {
  const mail = await yamlMail();
  await mail.up();
  const before = await mail.recorded();
  let plugin = 0;
  const kill = () => {
    plugin = pidOf("pulumi-resource-auth0-smtp");
    process.kill(pidOf("/pulumi up"), "SIGKILL");
  };
  mail.tenant.failNext({ kind: "hook-after", run: kill }, { on: "patch" });
  expect(await mail.tryUp({ from: "hello@acme.com" })).toMatchObject({
    ok: false,
    kinds: ["token", "patch"],
  });
  expect(await mail.recorded()).toEqual(before);
  await expect.poll(() => commandOf(plugin), { timeout: 20_000 }).toBe("");
  expect(await mail.project.run("cancel", "--yes")).toMatchObject({ ok: true });
  expect(await settledUp(mail.project)).toMatchObject({ steps: ["update mail"], kinds: ["token", "patch"] });
});

test("Ctrl-C ends a wait at once, and the state is the old one", async () => {
  const mail = await yamlMail();
  await mail.up();
  const before = await mail.recorded();
  const interrupt = () => void process.kill(pidOf("/pulumi up"), "SIGINT");
  mail.tenant.failNext({ kind: "hook", run: interrupt }, { on: "patch" });
  mail.tenant.failNext({ kind: "429", resetInSeconds: 110 }, { on: "patch" });
  const start = Date.now();
  expect(await mail.tryUp({ from: "hello@acme.com" })).toMatchObject({
    ok: false,
    kinds: ["token", "patch"],
  });
  expect(Date.now() - start).toBeLessThan(100_000);
  expect(await mail.recorded()).toEqual(before);
  expect(await mail.up({ from: "hello@acme.com" })).toMatchObject({ kinds: ["token", "patch"] });
});
