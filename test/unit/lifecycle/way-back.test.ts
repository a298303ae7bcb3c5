import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../provider/inputs/unknown.ts";
import { POST, type Step } from "../../../provider/lifecycle/decide.ts";
import {
  ADOPTED,
  concernsMail,
  needsPrevious,
  OTHER_SERVICE,
  PASSWORD_UNKNOWN,
  UNCONFIRMED,
  wayBack,
} from "../../../provider/lifecycle/way-back.ts";
import { noteOnWayBack } from "../../../provider/lifecycle/way-back-note.ts";
import { type Changes, everything } from "../../../provider/model/plan.ts";
import { DESIRED, KNOWN } from "../samples.ts";

const patch = (changes: Partial<Changes>): Step => ({
  kind: "patch",
  changes: { credentials: false, ...changes },
  knownProvider: "smtp",
});
const done = (written: Step, confirmed = true) => ({ written, confirmed });
const PASSWORD = patch({ credentials: true });
const FROM = patch({ from: "mail@acme.com" });
const SETTINGS = patch({ settings: "clear" });

describe("a change that mail depends on", () => {
  test.each<[string, Step, boolean]>([
    ["a create", POST, true],
    ["credentials", PASSWORD, true],
    ["from", FROM, true],
    ["enabled turned on", patch({ enabled: true }), true],
    ["settings", SETTINGS, false],
  ])("%s: %j → %s", (_, step, is) => {
    expect(concernsMail(step, DESIRED)).toBe(is);
    expect(concernsMail(step, { ...DESIRED, enabled: false })).toBe(false);
  });
});

describe("the way back", () => {
  test("of a create: it is deleted; of an adoption: there is none", () => {
    expect(wayBack(done(POST), undefined, undefined)).toEqual({ kind: "delete" });
    expect(wayBack(done(PASSWORD), undefined, "old")).toEqual({ kind: "none", why: ADOPTED });
  });

  test("of a create that was never confirmed: it may be somebody else's", () => {
    expect(wayBack(done(POST, false), undefined, undefined)).toEqual({ kind: "none", why: UNCONFIRMED });
  });

  test("from what was no SMTP provider: there is none", () => {
    expect(wayBack(done(PASSWORD), { ...KNOWN, providerName: "ses", password: "old" }, "old")).toEqual({
      kind: "none",
      why: OTHER_SERVICE,
    });
  });

  test.each<[string, Step, string | undefined, string | undefined, string | undefined]>([
    ["the state's password", PASSWORD, "state", undefined, "state"],
    ["the state's comes first", PASSWORD, "state", "previous", "state"],
    ["the previous one", PASSWORD, undefined, "previous", "previous"],
    ["after a POST", POST, "state", undefined, "state"],
  ])("%s, with everything that was known", (_, step, inState, previous, password) => {
    const known = { ...KNOWN, ...(inState && { password: inState }), onExisting: "adopt" as const };
    const { providerName: _name, ...before } = KNOWN;
    const desired = { ...before, password, onExisting: "fail" as const };
    expect(wayBack(done(step), known, previous)).toEqual({
      kind: "write",
      plan: {
        desired,
        first: { kind: "patch", changes: everything(desired), knownProvider: "smtp" },
      },
    });
  });

  test.each([PASSWORD, POST])("without a password there is none: %j", (step) => {
    expect(wayBack(done(step), { ...KNOWN, passwordFrom: { env: "PW" } }, undefined)).toEqual({
      kind: "none",
      why: PASSWORD_UNKNOWN,
    });
  });

  test("without credentials it needs no password, and sends none", () => {
    expect(wayBack(done(FROM), KNOWN, undefined)).toMatchObject({
      kind: "write",
      plan: {
        first: { changes: { credentials: false, from: KNOWN.from, enabled: true, settings: "clear" } },
      },
    });
  });
});

test("the previous password is needed where credentials are sent and the state has none", () => {
  expect(needsPrevious(PASSWORD, KNOWN)).toBe(true);
  expect(needsPrevious(PASSWORD, { ...KNOWN, password: "old" })).toBe(false);
  expect(needsPrevious(FROM, KNOWN)).toBe(false);
  expect(needsPrevious(POST, undefined)).toBe(false);
  expect(needsPrevious(PASSWORD, { ...KNOWN, providerName: "ses" })).toBe(false);
});

describe("the note at preview", () => {
  const verify = { userId: "auth0|1", waitSeconds: 30, onFailure: "rollback" };
  const olds = { ...DESIRED };
  const news = { ...DESIRED, verify };
  const from = (version: string, more: object = {}) => ({ passwordFrom: { env: "PW", version, ...more } });

  test.each<[string, object, object, string | undefined]>([
    ["nothing changed", olds, news, undefined],
    ["a create", {}, news, undefined],
    ["an adoption", {}, { ...news, onExisting: "adopt" }, ADOPTED],
    ["another tenant, to adopt", { ...olds, domain: "x.y" }, { ...news, onExisting: "adopt" }, ADOPTED],
    ["a tenant that is not known yet", olds, { ...news, domain: UNKNOWN, onExisting: "adopt" }, undefined],
    ["another service", { ...olds, providerName: "ses" }, { ...news, password: "new" }, OTHER_SERVICE],
    ["a rotation", { ...olds, password: "old" }, { ...news, password: "new" }, undefined],
    ["a first password", olds, { ...news, password: "new" }, PASSWORD_UNKNOWN],
    ["a version", { ...olds, ...from("1") }, { ...news, ...from("2") }, PASSWORD_UNKNOWN],
    [
      "a version, and the previous one",
      { ...olds, ...from("1") },
      { ...news, ...from("2", { previous: { env: "OLD" } }) },
      undefined,
    ],
    ["a host", { ...olds, ...from("1") }, { ...news, ...from("1"), host: "b.c" }, PASSWORD_UNKNOWN],
    ["a host that is not known yet", olds, { ...news, password: "new", host: UNKNOWN }, PASSWORD_UNKNOWN],
    ["from", { ...olds, ...from("1") }, { ...news, ...from("1"), from: "a@b.co" }, undefined],
    ["no rollback", olds, { ...news, password: "new", verify: { ...verify, onFailure: "fail" } }, undefined],
    ["no verify", olds, { ...olds, password: "new" }, undefined],
    ["verify not known yet", olds, { ...news, password: "new", verify: UNKNOWN }, undefined],
    [
      "its user not known yet",
      olds,
      { ...news, password: "new", verify: { userId: UNKNOWN } },
      PASSWORD_UNKNOWN,
    ],
    ["not used", olds, { ...news, password: "new", enabled: false }, undefined],
  ])("%s", (_, recorded, wanted, why) => {
    const note = noteOnWayBack({ ...recorded }, { ...wanted });
    if (why === undefined) expect(note).toBeUndefined();
    else expect(note).toContain(`would not be rolled back, because ${why}.`);
  });
});
