import { describe, expect, test } from "vitest";
import { badServer, goodServer, withPassword } from "./mail-servers.ts";
import { runCli } from "./run-cli.ts";

const from = ["--from", "no-reply@acme.com"];
const formats = ["text", "markdown", "html"] as const;

const check = async (start: typeof badServer, format: (typeof formats)[number]) => {
  const { args } = await start();
  return runCli(["check", ...args, ...from, "--format", format], withPassword);
};

describe("check --format", () => {
  test("markdown: a heading, a table, a list of advice, the conclusion", async () => {
    const { exit, stdout, stderr } = await check(badServer, "markdown");
    expect(stdout).toMatch(/^## localhost:\d+\n\n\| {2}\| requirement \| seen \| time \|\n\| --- \|/);
    expect(stdout).toMatch(/^\| ✗ \| CERTIFICATE \| it is self-signed \| .*\|$/m);
    expect(stdout).toMatch(/^- ✗ CERTIFICATE: Get a certificate of a public CA/m);
    expect(stdout).toMatch(/\n\nNot met: CERTIFICATE, AUTH\\_LOGIN\. .*\n$/);
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: "" });
  });

  test("html: one page with the same findings, and nothing to load", async () => {
    const { exit, stdout, stderr } = await check(badServer, "html");
    expect(stdout).toMatch(/^<!doctype html>\n<html lang="en">[\s\S]*<\/html>\n$/);
    expect(stdout).toContain("<title>auth0-smtp check</title>");
    expect(stdout).toMatch(/<h1>localhost:\d+<\/h1>/);
    expect(stdout).toMatch(/aria-label="failed">✗<\/span>[\s\S]*CERTIFICATE[\s\S]*it is self-signed/);
    expect(stdout).not.toMatch(/<script|<link|src=/);
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: "" });
  });

  test.each(formats)("%s: a good server is exit 0", async (format) => {
    const { exit, stdout } = await check(goodServer, format);
    expect({ exit, met: stdout.includes("All requirements are met") }).toEqual({ exit: 0, met: true });
  });

  test("markdown and JSON at once: exit 2, nothing done", async () => {
    const { exit, stderr } = await runCli(["check", "localhost", "--json", "--format", "markdown"]);
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: expect.stringMatching(/^INVALID_INPUT: .*--format/),
    });
  });

  test("a form that there is not: exit 2", async () => {
    const { exit, stdout, stderr } = await runCli(["check", "localhost", "--format", "pdf"]);
    expect({ exit, stdout, stderr }).toEqual({
      exit: 2,
      stdout: "",
      stderr: expect.stringMatching(/^INVALID_INPUT: /),
    });
  });
});
