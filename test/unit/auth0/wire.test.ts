import { describe, expect, test } from "vitest";
import { patchBody, postBody, readRemote } from "../../../provider/auth0/wire.ts";
import { everything } from "../../../provider/model/plan.ts";
import { DESIRED, REMOTE } from "../samples.ts";

const CREDENTIALS = { smtp_host: "smtp.acme.com", smtp_port: 587, smtp_user: "acme", smtp_pass: "hush" };
const SETTINGS = { headers: { "X-SES-Configuration-Set": "mail" } };

describe("POST", () => {
  test("says everything", () => {
    expect(postBody({ ...DESIRED, settings: SETTINGS, password: "not this one" }, "hush")).toEqual({
      name: "smtp",
      enabled: true,
      default_from_address: "no-reply@acme.com",
      credentials: CREDENTIALS,
      settings: SETTINGS,
    });
  });

  test("without settings says nothing of them", () => {
    expect(postBody(DESIRED, "hush")).not.toHaveProperty("settings");
  });
});

describe("PATCH: the name, and only the groups that changed", () => {
  test.each([
    ["nothing", { credentials: false }, undefined, {}],
    ["enabled", { enabled: false, credentials: false }, undefined, { enabled: false }],
    ["from", { from: "a@b.co", credentials: false }, undefined, { default_from_address: "a@b.co" }],
    ["credentials, all four", { credentials: true }, "hush", { credentials: CREDENTIALS }],
    ["settings", { settings: SETTINGS, credentials: false }, undefined, { settings: SETTINGS }],
    ["settings cleared", { settings: "clear", credentials: false }, undefined, { settings: {} }],
    [
      "everything",
      everything(DESIRED),
      "hush",
      { enabled: true, default_from_address: "no-reply@acme.com", credentials: CREDENTIALS, settings: {} },
    ],
  ] as const)("%s", (_, changes, password, body) => {
    expect(patchBody(changes, DESIRED, password)).toEqual({ name: "smtp", ...body });
  });
});

describe("an answer of Auth0", () => {
  const smtp = {
    name: "smtp",
    enabled: true,
    default_from_address: "no-reply@acme.com",
    credentials: { smtp_host: "smtp.acme.com", smtp_port: 587, smtp_user: "acme" },
  };

  test.each<[string, object, object]>([
    ["as usual", {}, {}],
    ["with settings", { settings: SETTINGS }, { settings: SETTINGS }],
    ["with empty settings", { settings: {} }, {}],
    ["with empty headers", { settings: { headers: {} } }, {}],
    ["with settings null", { settings: null }, {}],
    [
      "with headers unheard of",
      { settings: { headers: { "X-New": 1 } } },
      { settings: { headers: { "X-New": 1 } } },
    ],
    ["without a From address", { default_from_address: undefined }, { from: "" }],
    ["with a From address null", { default_from_address: null }, { from: "" }],
    ["with the port as text", { credentials: { ...smtp.credentials, smtp_port: "2525" } }, { port: 2525 }],
    ["without enabled", { enabled: undefined }, { enabled: false }],
    ["with fields unheard of", { region: "eu" }, {}],
  ])("%s", (_, change, expected) => {
    expect(readRemote({ ...smtp, ...change })).toEqual({ ...REMOTE, ...expected });
  });

  test("the password is not taken over, even if it should be there", () => {
    const remote = readRemote({ ...smtp, credentials: { ...smtp.credentials, smtp_pass: "hush" } });
    expect(JSON.stringify(remote)).not.toContain("hush");
  });

  test("of another service has neither host nor user", () => {
    const answer = { name: "ses", enabled: true, credentials: { region: "eu-west-1" } };
    expect(readRemote(answer)).toEqual({ kind: "other", name: "ses", enabled: true, from: "" });
  });

  test.each([undefined, null, "", "<!doctype html>", [], {}, { name: "" }, { name: 1 }, { enabled: true }])(
    "%j is none",
    (body) => {
      expect(readRemote(body)).toBeUndefined();
    },
  );
});
