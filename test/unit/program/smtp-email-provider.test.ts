import { type Output, output, RunError } from "@pulumi/pulumi";
import { expect, expectTypeOf, test } from "vitest";
import { SmtpEmailProvider, type SmtpEmailProviderArgs } from "../../../provider/index.ts";
import { GIVEN } from "../samples.ts";

test("isInstance asks for the type alone, as @pulumi/policy does", () => {
  const { isInstance } = SmtpEmailProvider;
  expect(isInstance({ __pulumiType: "pulumi-nodejs:dynamic/auth0:SmtpEmailProvider" })).toBe(true);
  for (const other of [{ __pulumiType: "pulumi-nodejs:dynamic:Resource" }, {}, null, undefined, "text"]) {
    expect(isInstance(other)).toBe(false);
  }
});

test("opts.import is refused in words that name the ways there are", () => {
  const make = () => new SmtpEmailProvider("mail", GIVEN, { import: "acme.eu.auth0.com" });
  expect(make).toThrow(RunError);
  expect(make).toThrow(
    /^INVALID_INPUT: opts\.import is set, .* onExisting: "adopt"; .* SmtpEmailProvider\.get\.$/,
  );
});

test("inputs take what programs have at hand", () => {
  const args: SmtpEmailProviderArgs = {
    ...GIVEN,
    domain: output<string | undefined>(undefined),
    port: undefined,
    silence: undefined,
  };
  expectTypeOf({
    ...args,
    domain: undefined,
    enabled: undefined,
    settings: undefined,
  }).toExtend<SmtpEmailProviderArgs>();
  expectTypeOf(output("x")).toExtend<Parameters<typeof SmtpEmailProvider.get>[1]>();
  expectTypeOf<SmtpEmailProvider["domain"]>().toEqualTypeOf<Output<string>>();
  expectTypeOf(SmtpEmailProvider.get).returns.toEqualTypeOf<SmtpEmailProvider>();
  expect(Object.keys(args)).toContain("domain");
});
