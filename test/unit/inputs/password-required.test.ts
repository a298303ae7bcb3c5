/** The password rule as `check` applies it: at preview, on the property `password`, with what changed. */
import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../provider/inputs/unknown.ts";
import { checkInputs } from "../../../provider/model/check.ts";
import { DESIRED, GIVEN, told } from "../samples.ts";

const OLD = { ...DESIRED, password: "old-hush" };
const SET = "Set password (for example config.requireSecret) or passwordFrom.";
const IGNORED =
  "The password in the state does not count: remove it from ignoreChanges, or set passwordFrom.";
const required = (why: string, todo = SET) =>
  `PASSWORD_REQUIRED: password must be supplied, because ${why}. Nothing was sent to Auth0. ${todo}`;

describe("PASSWORD_REQUIRED", () => {
  test.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]>([
    ["the provider has not been created or adopted yet", {}, GIVEN],
    ["the provider has not been created or adopted yet", OLD, { ...GIVEN, domain: "other.eu.auth0.com" }],
    ['host changes from "smtp.acme.com" to "smtp2.acme.com"', OLD, { ...GIVEN, host: "smtp2.acme.com" }],
    ["port changes from 587 to 465", OLD, { ...GIVEN, port: 465 }],
    ["port changes from 465 to 587", { ...OLD, port: 465 }, GIVEN],
    ['username changes from "acme" to "acme-2"', OLD, { ...GIVEN, username: "acme-2" }],
    ['the tenant has the e-mail provider "ses", not SMTP', { ...OLD, providerName: "ses" }, GIVEN],
    [
      'the tenant has the e-mail provider "ses", not SMTP; host changes from "smtp.acme.com" to "a.example"; ' +
        'port changes from 587 to 25; username changes from "acme" to "b"',
      { ...OLD, providerName: "ses" },
      { ...GIVEN, host: "a.example", port: 25, username: "b" },
    ],
  ])("%s", (why, olds, news) => {
    expect(checkInputs(olds, news).failures).toEqual([{ property: "password", reason: required(why) }]);
    expect(checkInputs(olds, { ...news, password: "pw" }).failures).toEqual([]);
    expect(checkInputs(olds, { ...news, password: UNKNOWN }).failures).toEqual([]);
    expect(checkInputs(olds, { ...news, passwordFrom: { env: "PW" } }).failures).toEqual([]);
    expect(checkInputs(olds, { ...news, passwordFrom: UNKNOWN }).failures).toEqual([]);
  });

  test("not where host, port and username stay, nor where they are unknown", () => {
    const stay = { from: "mail@acme.com", enabled: false, onDelete: "disable" };
    expect(checkInputs(OLD, { ...GIVEN, ...stay }).failures).toEqual([]);
    const unknown = { host: UNKNOWN, port: UNKNOWN, username: UNKNOWN, domain: UNKNOWN };
    expect(checkInputs(OLD, { ...GIVEN, ...unknown }).failures).toEqual([]);
  });

  test("not for another spelling of the tenant", () => {
    expect(checkInputs(OLD, { ...GIVEN, domain: "ACME.eu.auth0.com:443" }).failures).toEqual([]);
  });

  test("an input that is itself at fault gives no second reason", () => {
    const { failures } = checkInputs(OLD, { ...GIVEN, host: "smtp://a", port: "465", domain: "" });
    expect(failures.map(({ property }) => property).sort()).toEqual(["domain", "host", "port"]);
  });

  test("a secret input is named and not quoted", () => {
    const news = { ...GIVEN, host: "smtp.hush.example", username: "acme-2" };
    expect(checkInputs(OLD, told(news, undefined, "host")).failures).toEqual([
      {
        property: "password",
        reason: required(
          'host changes (not shown: it may be a secret); username changes from "acme" to "acme-2"',
        ),
      },
    ]);
  });
});

test("what was recorded as a secret is not quoted when it is no longer one", () => {
  const olds = checkInputs({}, told({ ...GIVEN, host: "hush.example", password: "pw" }, "pw", "host")).inputs;
  expect(olds).toMatchObject({ host: "hush.example", __secrets: ["host"] });
  const plain = told({ ...GIVEN, username: "acme-2" }, undefined);
  expect(checkInputs(olds, plain).failures).toEqual([
    {
      property: "password",
      reason: required(
        'host changes (not shown: it may be a secret); username changes from "acme" to "acme-2"',
      ),
    },
  ]);
  expect(checkInputs(olds, told({ ...GIVEN, password: "pw" }, "pw")).inputs).not.toHaveProperty("__secrets");
});

describe("a password that the engine took from the state (ignoreChanges)", () => {
  const moved = { ...GIVEN, host: "smtp2.acme.com", password: "old-hush" };

  test.each([undefined, "new-hush", UNKNOWN])(
    "does not count, whatever the program gives: %s",
    (password) => {
      expect(checkInputs(OLD, told(moved, password)).failures).toEqual([
        { property: "", reason: required('host changes from "smtp.acme.com" to "smtp2.acme.com"', IGNORED) },
      ]);
    },
  );

  test("counts where the program gives the very same", () => {
    expect(checkInputs(OLD, told(moved, "old-hush")).failures).toEqual([]);
  });

  test("stays among the inputs, where nothing needs it", () => {
    const { inputs, failures } = checkInputs(OLD, told({ ...GIVEN, password: "old-hush" }, undefined));
    expect(failures).toEqual([]);
    expect(inputs).toEqual({ ...DESIRED, password: "old-hush" });
  });
});

test("a password that is no longer given is in no input", () => {
  expect(checkInputs(OLD, told(GIVEN, undefined)).inputs).toEqual(DESIRED);
});
