/** What check and diff say, over gRPC as the engine does. They send nothing. */
import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../provider/inputs/unknown.ts";
import { providerSuite, SECRETS, STORED, success } from "./provider-suite.ts";

const suite = providerSuite();
const { password } = SECRETS;
const DEFAULTS = { port: 587, enabled: true, onExisting: "fail", onDelete: "delete", preflight: "off" };

describe("check and diff", () => {
  test("send nothing, fill in defaults, and are the same when run again", async () => {
    const { domain, requests } = suite.scene();
    const given = { domain, from: "no-reply@acme.com", host: "smtp.acme.com", username: "acme", password };
    const checked = success(await suite.provider.check({}, given));
    expect(checked).toEqual({ inputs: { ...given, ...DEFAULTS }, failures: [] });
    expect(success(await suite.provider.check(checked.inputs, given))).toEqual(checked);
    const outputs = { ...checked.inputs, providerName: "smtp" };
    expect(success(await suite.provider.diff(domain, outputs, checked.inputs))).toEqual({
      changes: false,
      replaces: [],
    });
    expect(requests()).toEqual([]);
  });

  test("a change is one; of the domain, a replacement", async () => {
    const { domain, inputs, outputs } = suite.scene();
    const diff = async (change: object) =>
      success(await suite.provider.diff(domain, outputs, { ...inputs, ...change }));
    expect(await diff({ host: "smtp2.acme.com" })).toEqual({ changes: true, replaces: [] });
    expect(await diff({ domain: "other.eu.auth0.com" })).toEqual({ changes: true, replaces: ["domain"] });
  });

  test("all faults come together, on their properties, with no request", async () => {
    const { domain, requests } = suite.scene();
    const news = {
      domain,
      from: "nobody",
      host: "smtp://a",
      port: "587",
      username: "acme",
      password: `${password}\n`,
    };
    const { failures } = success(await suite.provider.check({}, news));
    expect(failures.map(({ property }) => property).sort()).toEqual(["", "from", "host", "port"]);
    expect(JSON.stringify(failures)).not.toContain(password);
    expect(requests()).toEqual([]);
  });

  test("the password rule holds at preview", async () => {
    const { inputs, requests } = suite.scene(STORED);
    const moved = { ...inputs, host: "smtp2.acme.com" };
    const { failures } = success(await suite.provider.check(inputs, moved));
    expect(failures).toEqual([
      {
        property: "password",
        reason: expect.stringMatching(
          /^PASSWORD_REQUIRED: .* host changes from "smtp.acme.com" to "smtp2.acme.com"\. /,
        ),
      },
    ]);
    expect(success(await suite.provider.check(inputs, { ...moved, password })).failures).toEqual([]);
    expect(requests()).toEqual([]);
  });

  test("values that are not known yet pass", async () => {
    const { domain, inputs, outputs, requests } = suite.scene();
    const news = {
      ...inputs,
      host: UNKNOWN,
      port: UNKNOWN,
      settings: { headers: { "X-MSYS_API": { a: [UNKNOWN] } } },
    };
    expect(success(await suite.provider.check(inputs, news))).toEqual({ inputs: news, failures: [] });
    expect(success(await suite.provider.diff(domain, outputs, news))).toEqual({
      changes: true,
      replaces: [],
    });
    const nowhere = { ...inputs, domain: UNKNOWN, password: UNKNOWN };
    expect(success(await suite.provider.check({}, nowhere))).toEqual({ inputs: nowhere, failures: [] });
    expect(success(await suite.provider.diff(domain, outputs, nowhere)).replaces).toEqual(["domain"]);
    expect(requests()).toEqual([]);
  });
});
