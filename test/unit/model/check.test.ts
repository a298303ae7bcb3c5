import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../provider/inputs/unknown.ts";
import { checkInputs } from "../../../provider/model/check.ts";
import { DESIRED, GIVEN, told } from "../samples.ts";

const PASSWORD = { ...GIVEN, password: "pw" };
const reason = (text: string) => `INVALID_INPUT: ${text}. Nothing was sent to Auth0.`;

describe("good inputs", () => {
  test("get their defaults", () => {
    const { inputs, failures } = checkInputs({}, PASSWORD);
    expect(failures).toEqual([]);
    expect(inputs).toEqual({ ...DESIRED, password: "pw" });
  });

  test("null is nothing within an input too, but not within a header of JSON", () => {
    const headers = { "X-SES-Configuration-Set": null, "X-MSYS_API": { options: null } };
    const { inputs, failures } = checkInputs(
      {},
      { ...GIVEN, password: null, passwordFrom: { env: "SMTP_PASS", version: null }, settings: { headers } },
    );
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({
      passwordFrom: { env: "SMTP_PASS" },
      settings: { headers: { "X-MSYS_API": { options: null } } },
    });
    expect(checkInputs({}, { ...GIVEN, password: "pw", settings: { headers: null } }).failures).toEqual([]);
  });

  test("null is nothing: it travels so", () => {
    const nothing = { port: null, settings: null, passwordFrom: null, onDelete: undefined };
    expect(checkInputs({}, { ...PASSWORD, ...nothing }).inputs).toEqual({ ...DESIRED, password: "pw" });
  });

  test("what the engine and a refresh put beside them is left out", () => {
    const more = { __provider: "the handler", __secrets: ["host"], providerName: "ses" };
    expect(checkInputs({}, { ...told(PASSWORD, "pw"), ...more }).inputs).toEqual({
      ...DESIRED,
      password: "pw",
    });
  });

  test.each<[string, unknown, unknown]>([
    ["domain", "ACME.eu.Auth0.com", "acme.eu.auth0.com"],
    ["domain", "acme.eu.auth0.com:443", "acme.eu.auth0.com"],
    ["domain", "acme.eu.auth0.com:0443", "acme.eu.auth0.com"],
    ["domain", "localhost:8443", "localhost:8443"],
    ["domain", "localhost:08443", "localhost:8443"],
    ["domain", "xn--bcher-kva.example", "xn--bcher-kva.example"],
    ["from", '"Acme, Inc." <no-reply@acme.com>', '"Acme, Inc." <no-reply@acme.com>'],
    ["from", "Bücher <o'neil+mail@xn--bcher-kva.example>", "Bücher <o'neil+mail@xn--bcher-kva.example>"],
    ["host", "SMTP.acme.com", "SMTP.acme.com"],
    ["host", "192.0.2.25", "192.0.2.25"],
    ["port", 1, 1],
    ["port", 65535, 65535],
    ["username", "пользователь $x {y} #z @w", "пользователь $x {y} #z @w"],
    ["password", " {\"'\\$%##x## pass@@y@@ ", " {\"'\\$%##x## pass@@y@@ "],
    ["password", "x".repeat(4096), "x".repeat(4096)],
    ["settings", {}, undefined],
    ["settings", { headers: {} }, undefined],
    ["preflight", { mode: "warn", timeoutSeconds: 5 }, { mode: "warn", timeoutSeconds: 5 }],
  ])("%s: %j", (input, value, kept) => {
    const { inputs, failures } = checkInputs({}, { ...PASSWORD, [input]: value });
    expect(failures).toEqual([]);
    expect(inputs[input]).toEqual(kept);
  });

  test.each<[unknown, unknown]>([
    [{ env: "SMTP_PASS" }, { env: "SMTP_PASS" }],
    [
      { file: "/run/secrets/smtp", version: "2" },
      { file: "/run/secrets/smtp", version: "2" },
    ],
    [
      { env: "SMTP_PASS", version: 2 },
      { env: "SMTP_PASS", version: "2" },
    ],
  ])("passwordFrom: %j", (passwordFrom, kept) => {
    const { inputs, failures } = checkInputs({}, { ...GIVEN, passwordFrom });
    expect(failures).toEqual([]);
    expect(inputs).toEqual({ ...DESIRED, passwordFrom: kept });
  });
});

describe("what is missing", () => {
  const words = {
    domain:
      "is required: set it, or domain in the config (auth0:domain; with the plugin auth0-smtp:domain), or the environment variable AUTH0_DOMAIN",
    from: "is required: the default From address",
    host: "is required: the SMTP server's host name",
    username: "is required: the SMTP user name",
  };

  test.each(Object.entries(words))("%s", (input, text) => {
    for (const nothing of [undefined, null]) {
      expect(checkInputs({}, { ...PASSWORD, [input]: nothing }).failures).toEqual([
        { property: input, reason: reason(`${input} ${text}`) },
      ]);
    }
  });

  test("all of it", () => {
    expect(checkInputs({}, {}).failures.map(({ property }) => property)).toEqual([
      ...Object.keys(words),
      "password",
    ]);
  });
});

test("a new password that may not be what it looks like is warned of; a recorded one no more", () => {
  const news = { ...GIVEN, password: "pass\u200bword" };
  const warnings = [expect.stringContaining("password has a zero-width character in it.")];
  expect(checkInputs({}, news)).toMatchObject({ failures: [], warnings });
  expect(checkInputs({ ...DESIRED, password: "pw" }, news)).toMatchObject({ failures: [], warnings });
  expect(checkInputs({ ...DESIRED, password: news.password }, news).warnings).toEqual([]);
  for (const password of [undefined, UNKNOWN, "pw"]) {
    expect(checkInputs({ ...DESIRED }, { ...GIVEN, password }).warnings).toEqual([]);
  }
});

test("all faults of a resource come together", () => {
  const news = {
    ...GIVEN,
    host: "smtp://a",
    port: 0,
    from: "",
    smtp_user: "x",
    enabled: "yes",
    password: "pw",
  };
  expect(
    checkInputs({}, { ...news, passwordFrom: { env: "A", file: "b" }, username: undefined }).failures,
  ).toEqual([
    { property: "port", reason: reason("port must be from 1 to 65535") },
    { property: "enabled", reason: reason("enabled must be true or false, not a string") },
    { property: "from", reason: reason("from must not be empty") },
    { property: "host", reason: reason("host must be a host name without a scheme") },
    { property: "", reason: expect.stringContaining('INVALID_INPUT: "smtp_user" is not an input;') },
    { property: "", reason: reason("passwordFrom must name either env or file, and not both") },
    { property: "username", reason: reason("username is required: the SMTP user name") },
    { property: "", reason: reason("password and passwordFrom are both set; keep one of them") },
  ]);
});

describe("values that are not known yet pass", () => {
  test.each(["domain", "from", "host", "port", "username", "password", "enabled", "settings", "onExisting"])(
    "%s",
    (input) => {
      const { inputs, failures } = checkInputs({}, { ...PASSWORD, [input]: UNKNOWN });
      expect(failures).toEqual([]);
      expect(inputs[input]).toBe(UNKNOWN);
    },
  );

  test("all of them at once", () => {
    const news = Object.fromEntries(
      Object.keys({ ...DESIRED, password: 0, settings: 0 }).map((key) => [key, UNKNOWN]),
    );
    expect(checkInputs({}, news)).toMatchObject({ inputs: news, failures: [] });
  });

  test.each<[string, unknown]>([
    ["settings", { headers: { "X-SES-Configuration-Set": UNKNOWN } }],
    ["settings", { headers: { "X-MSYS_API": { options: [{ campaign: UNKNOWN }] } } }],
    ["preflight", { mode: "warn", extraCa: UNKNOWN }],
  ])("within %s: %j", (input, value) => {
    const { inputs, failures } = checkInputs({}, { ...PASSWORD, [input]: value });
    expect(failures).toEqual([]);
    expect(inputs[input]).toEqual(value);
  });

  test("within passwordFrom", () => {
    const news = { ...GIVEN, passwordFrom: { env: "SMTP_PASS", version: UNKNOWN } };
    expect(checkInputs({}, news)).toMatchObject({ inputs: news, failures: [] });
  });

  test("a name that is no input is refused even so", () => {
    expect(checkInputs({}, { ...PASSWORD, smtp_host: UNKNOWN }).failures).toHaveLength(1);
  });
});
