import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { badServer, goodServer, withPassword } from "./mail-servers.ts";
import { runCli } from "./run-cli.ts";

const page = await readFile(new URL("../../docs/cli.md", import.meta.url), "utf8");
const from = ["--from", "no-reply@acme.com"];

/** What differs from run to run: ports, times, dates, and with them the widths. */
const comparable = (text: string) =>
  text
    .replaceAll(/(?<=localhost:|--port |port )\d+/g, "<port>")
    .replaceAll(/\d+ ms/g, "<time>")
    .replaceAll(/\d{4}-\d\d-\d\d/g, "<date>")
    .replaceAll(/ +/g, " ");

const shown = [...page.matchAll(/```console\n([\s\S]*?)```/g)].map(([, block]) => block ?? "");

const commands = [...new Set([...page.matchAll(/auth0-smtp ([a-z][a-z-]*)/g)].map(([, name]) => name ?? ""))];

test("the page names every command", async () => {
  const { stdout } = await runCli(["--help"]);
  const known = [...stdout.matchAll(/^ {2}([a-z-]+) \[options\]/gm)].map(([, name]) => name);
  expect(known).toHaveLength(7);
  expect(commands.toSorted()).toEqual(known.toSorted());
});

test.each(commands)("%s takes the options that the page names", async (command) => {
  const { exit, stdout } = await runCli([command, "--help"]);
  expect(exit).toBe(0);
  const synopsis = page.match(new RegExp(`^auth0-smtp ${command}\\b.*(\\n +.*)*`, "gm"))?.join(" ") ?? "";
  for (const [option] of synopsis.matchAll(/--[a-z-]+/g)) expect(stdout).toContain(option);
});

test.each([
  { server: "bad", start: badServer, block: shown[0] },
  { server: "good", start: goodServer, block: shown[1] },
])("check against the $server server prints what the page shows", async ({ start, block }) => {
  const { args } = await start();
  const { exit, stdout } = await runCli(["check", ...args, ...from], withPassword);
  const call = ["auth0-smtp check", ...args, ...from].join(" ").replace(/\S*\/ca\.pem/, "ca.pem");
  expect(comparable(block ?? "")).toBe(comparable(`$ ${call}\n${stdout}$ echo $?\n${exit}\n`));
});
