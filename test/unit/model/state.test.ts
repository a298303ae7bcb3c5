import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkInputs } from "../../../provider/model/check.ts";
import type { Desired } from "../../../provider/model/desired.ts";
import { changesTo } from "../../../provider/model/plan.ts";
import type { OtherRemote, SmtpRemote } from "../../../provider/model/remote.ts";
import { readDesired, readKnown, toInputs, toKnown } from "../../../provider/model/state.ts";
import { good } from "../inputs/arbitraries.ts";
import { runs } from "../replay.ts";
import { DESIRED, KNOWN, REMOTE } from "../samples.ts";

const SETTINGS = { headers: { "X-SES-Configuration-Set": "mail" } };
const FULL: Desired = { ...DESIRED, password: "hush", settings: SETTINGS, onDelete: "disable" };

/** What Auth0 echoes of it. */
function echo({ enabled, from, host, port, username, settings }: Desired): SmtpRemote {
  return {
    kind: "smtp",
    name: "smtp",
    enabled,
    from,
    host,
    port,
    username,
    ...(settings ? { settings } : {}),
  };
}

describe("what is applied and echoed", { timeout: 60_000 }, () => {
  test("is known, with what only the program knows", () => {
    expect(toKnown(FULL, echo(FULL))).toEqual({ ...FULL, providerName: "smtp" });
  });

  test("leads back to the very inputs", () => {
    const { password, passwordFrom, ...rest } = good;
    const inputs = fc
      .tuple(fc.record(rest), fc.oneof(fc.record({ password }), fc.record({ passwordFrom })))
      .map(([some, source]) => checkInputs({}, { ...some, ...source }).inputs);
    fc.assert(
      fc.property(inputs, (checked) => {
        const desired = readDesired(checked);
        const known = toKnown(desired, echo(desired));
        expect(toInputs(known)).toEqual(checked);
        expect(readKnown(JSON.parse(JSON.stringify(known)))).toEqual(known);
        expect(changesTo(known, desired)).toEqual({ credentials: false });
      }),
      runs(300),
    );
  });

  test("is what Auth0 says it has, where that is not what was asked for; the password is then another one", () => {
    const remote = { ...REMOTE, from: "", host: "h", port: 1, username: "u", enabled: false };
    expect(toKnown(FULL, remote)).toEqual({
      domain: FULL.domain,
      from: "",
      host: "h",
      port: 1,
      username: "u",
      enabled: false,
      onExisting: "fail",
      onDelete: "disable",
      preflight: "off",
      providerName: "smtp",
    });
  });
});

describe("a password is no longer known to be Auth0's", () => {
  const sources = [{ password: "hush" }, { passwordFrom: { env: "SMTP_PASS", version: "1" } }];

  test.each([{ host: "h" }, { port: 1 }, { username: "u" }, { kind: "other" as const, name: "ses" }])(
    "where it has %j",
    (change) => {
      for (const source of sources) {
        const known = toKnown({ ...DESIRED, ...source }, { ...echo(DESIRED), ...change });
        expect(Object.keys(known)).not.toContain(Object.keys(source)[0]);
        expect(changesTo(known, readDesired({ ...DESIRED, ...source }))).toMatchObject({ credentials: true });
      }
    },
  );

  test.each([{ from: "x@acme.com" }, { enabled: false }])("but not where it has %j", (change) => {
    for (const source of sources) {
      expect(toKnown({ ...DESIRED, ...source }, { ...echo(DESIRED), ...change })).toMatchObject(source);
    }
  });
});

describe("another provider than SMTP", () => {
  const foreign: OtherRemote = { kind: "other", name: "ses", enabled: false, from: "ses@acme.com" };
  const known = toKnown(FULL, foreign);

  test("leaves the last known host, port and username, and is named", () => {
    const { settings: _, password: __, ...rest } = FULL;
    expect(known).toEqual({ ...rest, enabled: false, from: "ses@acme.com", providerName: "ses" });
  });

  test("is named in the inputs, for the password rule", () => {
    expect(toInputs(known)).toEqual(known);
    const { failures } = checkInputs({ ...toInputs(known) }, { ...DESIRED });
    expect(failures).toMatchObject([{ property: "password", reason: expect.stringContaining('"ses"') }]);
  });
});

describe("reading what the engine hands over", () => {
  test("the engine's own and empty values are left out", () => {
    expect(readKnown({ ...KNOWN, __provider: "the handler" })).toEqual(KNOWN);
    expect(readDesired({ ...DESIRED, __provider: "the handler" })).toEqual(DESIRED);
  });

  test("state may hold what no program may write", () => {
    const odd = { ...KNOWN, host: "", port: 0, username: "a\nb", from: "nobody", password: "" };
    expect(readKnown(odd)).toEqual(odd);
  });

  test.each<[string, (value: unknown) => unknown, Readonly<Record<string, unknown>>, string]>([
    ["inputs", readDesired, { ...FULL, host: 42, password: ["hush"] }, "(host, password)"],
    ["inputs", readDesired, { ...FULL, port: undefined, passwordFrom: "hush" }, "(port, passwordFrom)"],
    ["state", readKnown, { ...KNOWN, password: ["hush"] }, "(password)"],
    ["state", readKnown, { ...KNOWN, providerName: undefined }, "(providerName)"],
  ])("%s of another form: INVALID_INPUT with the names, without a value", (_, read, value, names) => {
    let thrown: unknown;
    try {
      read(value);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: "INVALID_INPUT", message: expect.stringContaining(names) });
    expect(JSON.stringify([thrown, String(thrown), thrown instanceof Error && thrown.stack])).not.toContain(
      "hush",
    );
  });
});
