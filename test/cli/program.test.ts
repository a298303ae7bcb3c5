import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { startRaw } from "../smtp/servers.ts";
import { temporaryFolder } from "./mail-servers.ts";
import { program, runCli, secrets } from "./run-cli.ts";

const commands = ["check", "send-test", "status", "verify", "logs", "allowlist", "doctor"];

test("--help names every command and every exit code", async () => {
  const { exit, stdout } = await runCli(["--help"]);
  for (const command of commands) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, "m"));
  expect(stdout).toMatch(/Exit codes: 0 .*; 1 .*; 2 /);
  expect(exit).toBe(0);
});

test.each(commands)("%s --help", async (command) => {
  const { exit, stdout, stderr } = await runCli([command, "--help"]);
  expect(stdout).toMatch(new RegExp(`^Usage: auth0-smtp ${command} \\[options\\]`));
  expect(stdout).toContain("--json");
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
});

test("--version", async () => {
  const { exit, stdout } = await runCli(["--version"]);
  expect({ exit, stdout }).toEqual({ exit: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\S*\n$/) });
});

describe("called wrongly: exit 2", () => {
  test.each([
    ["without a command", [], "No command was given."],
    ["with an unknown command", ["chekc"], "There is no such command (Did you mean check?)."],
    ["with a secret for a command", [secrets.typo], "There is no such command."],
    ["with an unknown option", ["--verbose"], "Unknown option '--verbose'."],
    ["with a value that may be a secret", [`--verbose=${secrets.typo}`], "Unknown option '--verbose=…'."],
    ["with a quote in such a value", [`--verbose=abc'${secrets.typo}`], "Unknown option '--verbose=…'."],
    ["with a line in such a value", [`--verbose=a\n${secrets.typo}`], "Unknown option '--verbose=…'."],
    ["with a short option", [`-x'${secrets.typo}`], "Unknown option '-x…'."],
    ["with a value like an option", [`--${secrets.typo}-5'`], "An option is unknown."],
    ["with an option before the command", ["--json", "doctor"], "Unknown option '--json'."],
  ])("%s", async (_what, args, message) => {
    const { exit, stderr } = await runCli(args);
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining(message) });
  });
});

test("--help loads none of the heavy packages", async () => {
  const hook = join(await temporaryFolder(), "hook.cjs");
  await writeFile(hook, 'process.on("exit", () => console.error(Object.keys(require.cache).join("\\n")))');
  const { stderr } = await runCli(["--help"], { env: { NODE_OPTIONS: `--require ${hook}` } });
  expect(stderr).toContain("commander");
  expect(stderr).not.toMatch(/node_modules.(auth0|zod|nodemailer|cli-table3|semver|@pulumi|@inquirer)./);
});

test("a reader that goes away is no fault", async () => {
  const server = await startRaw(async () => {});
  await server[Symbol.asyncDispose]();
  const call = `"$0" "$1" check 127.0.0.1 --port ${server.port} --json | true`;
  const child = spawn("sh", ["-c", call, process.execPath, program]);
  expect(await text(child.stderr)).toBe("");
});
