import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../provider/inputs/unknown.ts";
import { difference } from "../../../provider/model/diff.ts";
import { DESIRED, KNOWN } from "../samples.ts";

const known = { ...KNOWN, __provider: "the handler" };
const wanted = { ...DESIRED, __provider: "the handler" };

const OTHERS: Readonly<Record<Exclude<keyof typeof DESIRED, "__secrets">, unknown>> = {
  domain: "other.eu.auth0.com",
  from: "mail@acme.com",
  host: "smtp2.acme.com",
  port: 465,
  username: "acme-2",
  password: "pw",
  passwordFrom: { env: "PW" },
  enabled: false,
  settings: { headers: { "X-SES-Configuration-Set": "mail" } },
  onExisting: "adopt",
  onDelete: "disable",
  preflight: "warn",
  verify: { userId: "auth0|1", waitSeconds: 30, onFailure: "rollback" },
};

describe("difference", () => {
  test("none", () => {
    expect(difference(known, structuredClone(wanted))).toEqual({ changes: false, changed: [], replaces: [] });
  });

  describe.each(Object.entries(OTHERS))("%s", (input, value) => {
    const replaces = input === "domain" ? ["domain"] : [];

    test("another value", () => {
      expect(difference(known, { ...wanted, [input]: value })).toEqual({
        changes: true,
        changed: [input],
        replaces,
      });
    });

    test("not known yet", () => {
      expect(difference(known, { ...wanted, [input]: UNKNOWN })).toEqual({
        changes: true,
        changed: [input],
        replaces,
      });
    });

    test("no longer given", () => {
      const { [input]: _, ...rest }: Record<string, unknown> = { ...wanted, [input]: value };
      expect(difference({ ...known, [input]: value }, rest)).toEqual({
        changes: true,
        changed: [input],
        replaces,
      });
    });
  });

  test("a part that is not known yet", () => {
    const settings = { headers: { "X-SES-Configuration-Set": "mail" } };
    const unsettled = { headers: { "X-SES-Configuration-Set": UNKNOWN } };
    expect(difference({ ...known, settings }, { ...wanted, settings: unsettled }).changes).toBe(true);
  });

  test.each(["ses", undefined])("Auth0 has the provider %s: the next up switches it back", (providerName) => {
    expect(difference({ ...known, providerName }, wanted)).toEqual({
      changes: true,
      changed: ["providerName"],
      replaces: [],
    });
  });

  test("a refresh finds the drift that the last one recorded", () => {
    const recorded = { ...wanted, providerName: "ses" };
    expect(difference({ ...known, providerName: "ses" }, recorded).changes).toBe(false);
    expect(difference(known, recorded).changes).toBe(true);
  });

  test.each(["__provider", "__program", "__secrets", "somethingElse"])("%s is not compared", (key) => {
    expect(difference(known, { ...wanted, [key]: "another" }).changes).toBe(false);
  });
});
