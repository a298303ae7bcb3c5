import { describe, expect, test } from "vitest";
import { ASKED, PAGE, programIn, readingIn } from "./page.ts";
import { sources } from "./sdk.ts";

// Without .NET's packages nothing is compiled: what the page uses is looked up in the generated sources.
const files = sources("dotnet", ".cs");
const all = Object.values(files).join("\n");
const program = programIn("csharp");

/** The text of a generated class. */
function classNamed(name: string): string {
  const [, body] = new RegExp(`^    public .*class ${name}\\b([\\s\\S]*?)^    }$`, "m").exec(all) ?? [];
  if (body === undefined) throw new Error(`The SDK has no class ${name}.`);
  return body;
}

describe("the page's program", () => {
  const [, initializer = ""] = /new SmtpEmailProviderArgs\s*\{([\s\S]*?)\n {4}\}/.exec(program) ?? [];
  const given = [...initializer.matchAll(/^\s*(\w+) = (.+),$/gm)].map(([, name = "", value = ""]) => ({
    name,
    value,
  }));

  test("gives all that it should", () => {
    expect(given.map(({ name, value }) => [name.toLowerCase(), value])).toEqual([
      ...Object.entries(ASKED).map(([name, value]) => [name, JSON.stringify(value)]),
      ["password", 'new Pulumi.Config().RequireSecret("smtpPassword")'],
    ]);
  });

  test.each(given)("$name is an input that takes a text", ({ name }) => {
    expect(classNamed("SmtpEmailProviderArgs")).toMatch(new RegExp(`public Input<string>\\??\\s+${name}\\b`));
  });

  test("makes a resource of the generated class, and exports one of its outputs", () => {
    expect(program).toContain("using Pulumi.Auth0Smtp;");
    expect(all).toMatch(/^namespace Pulumi\.Auth0Smtp$/m);
    expect(program).toContain('new SmtpEmailProvider("mail", new SmtpEmailProviderArgs');
    expect(classNamed("SmtpEmailProvider")).toContain(
      "public SmtpEmailProvider(string name, SmtpEmailProviderArgs args,",
    );
    expect(program).toContain("mail.Host");
    expect(classNamed("SmtpEmailProvider")).toContain("public Output<string> Host {");
  });

  test("says which Config it means: the SDK has one too", () => {
    expect(all).toMatch(/public static class Config\b/);
    expect(program).not.toMatch(/(?<!Pulumi\.)\bConfig\(/);
  });
});

test("the names of the page's table", () => {
  expect(PAGE).toContain("| `OnExisting.Adopt` |");
  expect(all).toContain("public static OnExisting Adopt {");
  const args = classNamed("SmtpEmailProviderArgs");
  expect(args).toContain("Input<Pulumi.Auth0Smtp.OnExisting>? OnExisting {");
  expect(args).toContain("InputUnion<string, Inputs.PreflightSettingsArgs>? Preflight {");
  expect(args).toMatch(/Input<Inputs\.PasswordFromArgs>\? PasswordFrom\b/);
  expect(classNamed("SettingsArgs")).toMatch(/InputMap<object> Headers\b/);
});

test("the page's way of reading", () => {
  expect(readingIn("C#")).toBe(
    `GetEmailProvider.Invoke(new GetEmailProviderInvokeArgs { Domain = "${ASKED.domain}" })`,
  );
  expect(classNamed("GetEmailProvider")).toContain(
    "public static Output<GetEmailProviderResult> Invoke(GetEmailProviderInvokeArgs? args",
  );
  expect(classNamed("GetEmailProviderInvokeArgs")).toContain("public Input<string>? Domain {");
  expect(classNamed("GetEmailProviderResult")).not.toMatch(/password/i);
});
