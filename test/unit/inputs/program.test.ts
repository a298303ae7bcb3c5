import { expect, test } from "vitest";
import { checkInputs } from "../../../provider/inputs/check.ts";
import { PROGRAM_KEY } from "../../../provider/inputs/program.ts";
import { DESIRED } from "../samples.ts";

/** As the class sends it where the program gives no password: the wire has no name without a value. */
const program = { secrets: ["host"], sharesTenantWith: "other", urn: "urn:mail" };
const olds = { ...DESIRED, password: "pw-of-the-state" };

test("a program without a password is heard all the same", () => {
  const { program: heard, failures } = checkInputs(olds, { ...DESIRED, [PROGRAM_KEY]: program });
  expect(heard).toMatchObject({ secrets: new Set(["host"]), sharesTenantWith: "other", urn: "urn:mail" });
  expect(failures).toMatchObject([{ reason: expect.stringContaining("DUPLICATE_DOMAIN") }]);
});

test("the state's password does not count where ignoreChanges filled it in for a program that gives none", () => {
  const news = { ...olds, host: "smtp2.acme.com", [PROGRAM_KEY]: { secrets: [] } };
  expect(checkInputs(olds, news).failures).toMatchObject([
    { property: "", reason: expect.stringContaining("PASSWORD_REQUIRED") },
  ]);
});
