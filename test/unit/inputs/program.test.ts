import { expect, test } from "vitest";
import { PROGRAM_KEY } from "../../../provider/inputs/program.ts";
import { checkInputs } from "../../../provider/model/check.ts";
import { DESIRED } from "../samples.ts";

/** As the class sends it where the program gives no password: the wire has no name without a value. */
const program = { secrets: ["host"], urn: "urn:mail" };
const olds = { ...DESIRED, password: "pw-of-the-state" };

test("a program without a password is heard all the same", () => {
  const { program: heard, failures } = checkInputs(olds, { ...DESIRED, [PROGRAM_KEY]: program });
  expect(heard).toMatchObject({ secrets: new Set(["host"]), urn: "urn:mail" });
  expect(failures).toEqual([]);
});

test("the state's password does not count where ignoreChanges filled it in for a program that gives none", () => {
  const news = { ...olds, host: "smtp2.acme.com", [PROGRAM_KEY]: { secrets: [] } };
  expect(checkInputs(olds, news).failures).toMatchObject([
    { property: "", reason: expect.stringContaining("PASSWORD_REQUIRED") },
  ]);
});

test("a password that a transform supplies counts", () => {
  const news = {
    ...DESIRED,
    host: "smtp2.acme.com",
    password: "pw-of-a-transform",
    [PROGRAM_KEY]: { secrets: [] },
  };
  for (const recorded of [{}, olds]) expect(checkInputs(recorded, news).failures).toEqual([]);
});

test("a password that ignoreChanges filled in gives way to passwordFrom", () => {
  const news = { ...olds, passwordFrom: { env: "SMTP_PASSWORD" } };
  const { inputs, failures } = checkInputs(olds, { ...news, [PROGRAM_KEY]: { secrets: [] } });
  expect(failures).toEqual([]);
  expect(inputs).not.toHaveProperty("password");
  const both = checkInputs(olds, { ...news, [PROGRAM_KEY]: { password: olds.password, secrets: [] } });
  expect(both.failures).toMatchObject([{ reason: expect.stringContaining("both set") }]);
});

test("a hidden input that is not as the class writes it is taken on the safe side", () => {
  const { failures, program: heard } = checkInputs(olds, {
    ...olds,
    host: "smtp2.acme.com",
    [PROGRAM_KEY]: "garbled",
  });
  expect(failures).toMatchObject([
    { property: "", reason: expect.stringContaining("host changes (a secret)") },
  ]);
  expect(heard.secrets).toContain("username");
});
