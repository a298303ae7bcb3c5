import { describe, expect, test } from "vitest";
import { ASKED, PAGE, programIn, readingIn } from "./page.ts";
import { sources } from "./sdk.ts";

// Without Maven's packages nothing is compiled: what the page uses is looked up in the generated sources.
const files = sources("java", ".java");
const program = programIn("java");

/** The text of a generated class, by its full name. */
function classNamed(name: string): string {
  const file = files[`src/main/java/${name.replaceAll(".", "/")}.java`];
  if (file === undefined) throw new Error(`The SDK has no class ${name}.`);
  return file;
}

const own = (name: string) => classNamed(`com.pulumi.auth0smtp.${name}`);

describe("the page's program", () => {
  const [, builder = ""] = /SmtpEmailProviderArgs\.builder\(\)([\s\S]*?)\.build\(\)/.exec(program) ?? [];
  const given = [...builder.matchAll(/\.(\w+)\((.+)\)$/gm)].map(([, name = "", value = ""]) => ({
    name,
    value,
  }));

  test("gives all that it should", () => {
    expect(given.map(({ name, value }) => [name, value])).toEqual([
      ...Object.entries(ASKED).map(([name, value]) => [name, JSON.stringify(value)]),
      ["password", 'ctx.config().requireSecret("smtpPassword")'],
    ]);
  });

  test.each(given)("$name is a method of the builder that takes the value", ({ name, value }) => {
    const type = value.startsWith('"') ? "String" : "@Nullable Output<String>";
    expect(own("SmtpEmailProviderArgs")).toContain(`public Builder ${name}(${type} ${name})`);
  });

  test("imports classes that are there, makes a resource, and exports one of its outputs", () => {
    for (const [, name = ""] of program.matchAll(/^import (com\.pulumi\.auth0smtp\..+);$/gm))
      classNamed(name);
    expect(program).toContain('new SmtpEmailProvider("mail", SmtpEmailProviderArgs.builder()');
    expect(own("SmtpEmailProvider")).toContain(
      "public SmtpEmailProvider(java.lang.String name, SmtpEmailProviderArgs args)",
    );
    expect(program).toContain("mail.host()");
    expect(own("SmtpEmailProvider")).toContain("public Output<String> host()");
  });
});

test("the names of the page's table", () => {
  expect(PAGE).toContain("| `OnExisting.Adopt` | as here |");
  expect(own("enums.OnExisting")).toContain('Adopt("adopt")');
  const args = own("SmtpEmailProviderArgs");
  expect(args).toContain("public Builder onExisting(OnExisting onExisting)");
  expect(args).toContain("public Builder preflight(String preflight)");
  expect(args).toContain("public Builder preflight(PreflightSettingsArgs preflight)");
  expect(args).toContain("public Builder passwordFrom(PasswordFromArgs passwordFrom)");
  expect(own("inputs.SettingsArgs")).toContain("public Builder headers(Map<String,Object> headers)");
});

test("the page's way of reading", () => {
  expect(readingIn("Java")).toBe(
    `Auth0smtpFunctions.getEmailProvider(GetEmailProviderArgs.builder().domain("${ASKED.domain}").build())`,
  );
  expect(own("Auth0smtpFunctions")).toContain(
    "public static Output<GetEmailProviderResult> getEmailProvider(GetEmailProviderArgs args)",
  );
  expect(own("inputs.GetEmailProviderArgs")).toContain("public Builder domain(String domain)");
  expect(own("outputs.GetEmailProviderResult")).not.toMatch(/password/i);
});
