import { expect, test } from "vitest";
import { PROGRAM_KEY } from "../../../provider/inputs/program.ts";
import { checkInputs } from "../../../provider/model/check.ts";
import { DESIRED, GIVEN, told } from "../samples.ts";

/** As the class sends it where the program gives no password: the wire has no name without a value. */
const { host: _, ...plain } = GIVEN;
const program = { plain, urn: "urn:mail" };
const olds = { ...DESIRED, password: "pw-of-the-state" };

test("a program without a password is heard all the same", () => {
  const { program: heard, failures } = checkInputs(olds, { ...GIVEN, [PROGRAM_KEY]: program });
  expect(heard).toMatchObject({ secrets: new Set(["host"]), urn: "urn:mail" });
  expect(failures).toEqual([]);
});

test("the state's password does not count where ignoreChanges filled it in for a program that gives none", () => {
  const news = told({ ...olds, host: "smtp2.acme.com" }, undefined);
  expect(checkInputs(olds, news).failures).toMatchObject([
    { property: "", reason: expect.stringContaining("PASSWORD_REQUIRED") },
  ]);
});

test("a password that a transform supplies counts", () => {
  const news = {
    ...told({ ...DESIRED, host: "smtp2.acme.com" }, undefined),
    password: "pw-of-a-transform",
  };
  for (const recorded of [{}, olds]) expect(checkInputs(recorded, news).failures).toEqual([]);
});

test("a password that ignoreChanges filled in gives way to passwordFrom", () => {
  const news = { ...olds, passwordFrom: { env: "SMTP_PASSWORD" } };
  const { inputs, failures } = checkInputs(olds, told(news, undefined));
  expect(failures).toEqual([]);
  expect(inputs).not.toHaveProperty("password");
  const both = checkInputs(olds, told(news, olds.password));
  expect(both.failures).toMatchObject([{ reason: expect.stringContaining("both set") }]);
});

test("a hidden input that is not as the class writes it is taken on the safe side", () => {
  const { failures, program: heard } = checkInputs(olds, {
    ...olds,
    host: "smtp2.acme.com",
    [PROGRAM_KEY]: "garbled",
  });
  expect(failures).toMatchObject([
    { property: "", reason: expect.stringContaining("host changes (not shown: it may be a secret)") },
  ]);
  expect(heard.secrets).toContain("username");
});

test("what a transform changed may be a secret: no failure shows it, nor the next what it was", () => {
  const given = { ...GIVEN, port: 25, settings: { headers: { "X-SES-Configuration-Set": "mail" } } };
  const transformed = {
    host: "https://hush",
    port: "hush",
    settings: { headers: { "X-Hush": "hush" } },
    enabled: "hush",
  };
  const { failures } = checkInputs(
    {},
    { ...told({ ...given, password: "pw", from: "nobody" }, "pw"), ...transformed },
  );
  expect(
    failures.map(({ property, reason }) => [property, /^INVALID_INPUT: (\w+)/.exec(reason)?.[1]]),
  ).toEqual([
    ["", "port"],
    ["", "enabled"],
    ["from", "from"],
    ["", "host"],
    ["", "settings"],
  ]);

  const moved = { ...told(GIVEN, undefined), host: "hush.example", username: "hush" };
  expect(JSON.stringify(checkInputs({ ...DESIRED }, moved).failures)).not.toContain("hush");
  const { inputs } = checkInputs({ ...DESIRED }, { ...moved, password: "pw" });
  expect(inputs).toMatchObject({ host: "hush.example", __secrets: ["host", "username"] });
  expect(JSON.stringify(checkInputs(inputs, told(GIVEN, undefined)).failures)).not.toContain("hush");
});

test("a transform that changes nothing of them hides nothing", () => {
  const { failures, inputs } = checkInputs({}, told({ ...GIVEN, host: "https://x", password: "pw" }, "pw"));
  expect(failures).toMatchObject([{ property: "host" }]);
  expect(inputs).not.toHaveProperty("__secrets");
});

test("names of secrets that cannot be read: any may be one", () => {
  const recorded = { ...DESIRED, __secrets: "garbled" };
  const { failures } = checkInputs(recorded, told({ ...GIVEN, host: "mx.acme.com" }, undefined));
  expect(failures).toMatchObject([{ reason: expect.stringContaining("host changes (not shown") }]);
});
