import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { account } from "../smtp/servers.ts";
import { goodServer, withPassword } from "./mail-servers.ts";
import { onTerminal } from "./pty.ts";

const question = "Password of acme:";
const enter = "\r";
const interrupt = "\u0003";

test("the password is asked for, and not shown", async () => {
  const { args } = await goodServer();
  const { exit, shown } = await onTerminal(["check", ...args], {
    type: { at: question, text: account.password + enter },
  });
  expect(shown).toMatch(/CREDENTIALS +accepted/);
  expect(exit).toBe(0);
});

test("no key makes it visible", async () => {
  const { args } = await goodServer();
  const toggle = "\u0014";
  const { exit } = await onTerminal(["check", ...args], {
    type: { at: question, text: toggle + account.password + enter },
  });
  expect(exit).toBe(0);
});

test("the question leaves standard output to the JSON value", async () => {
  const { args, folder } = await goodServer();
  const file = join(folder, "report.json");
  const { exit, shown } = await onTerminal(["check", ...args, "--json"], {
    type: { at: question, text: account.password + enter },
    shell: `> '${file}'`,
  });
  expect(shown).toContain(question);
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ ok: true });
  expect(exit).toBe(0);
});

test("whoever answers nothing gets a check without login", async () => {
  const { args } = await goodServer();
  const { exit, shown } = await onTerminal(["check", ...args], { type: { at: question, text: enter } });
  expect(shown).toContain("no password given");
  expect(exit).toBe(0);
});

test("whoever interrupts the question ends the program: exit 2", async () => {
  const { args } = await goodServer();
  const { exit, shown } = await onTerminal(["check", ...args], { type: { at: question, text: interrupt } });
  expect(shown).toContain("INVALID_INPUT: The question was not answered.");
  expect(exit).toBe(2);
});

test("nobody is asked where SMTP_PASSWORD is set, or where there is no user name", async () => {
  const { args, port } = await goodServer();
  for (const call of [args, ["localhost", "--port", `${port}`]]) {
    const { shown } = await onTerminal(["check", ...call], withPassword);
    expect(shown).not.toContain("Password of");
  }
});

test.each([
  { where: "a terminal", env: {}, colour: true },
  { where: "a terminal with NO_COLOR", env: { NO_COLOR: "1" }, colour: false },
  { where: "a terminal that has none", env: { TERM: "dumb" }, colour: false },
])("colour on $where: $colour", async ({ env, colour }) => {
  const { args } = await goodServer();
  const { shown } = await onTerminal(["check", ...args], { env: { ...withPassword.env, ...env } });
  expect(shown.includes("\u001b[32m✓")).toBe(colour);
  if (!colour) expect(shown).not.toContain("\u001b");
});
