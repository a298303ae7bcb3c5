import { describe, expect, test } from "vitest";
import type { Desired } from "../../../provider/model/desired.ts";
import type { Known } from "../../../provider/model/known.ts";
import { type Changes, changesTo, everything, isNothing } from "../../../provider/model/plan.ts";
import { DESIRED, KNOWN } from "../samples.ts";

const SETTINGS = { headers: { "X-SES-Configuration-Set": "mail" } };
const NOTHING: Changes = { credentials: false };

const rows: readonly (readonly [string, Partial<Known>, Partial<Desired>, Changes])[] = [
  ["nothing", {}, {}, NOTHING],
  ["enabled", {}, { enabled: false }, { enabled: false, credentials: false }],
  ["from", {}, { from: "mail@acme.com" }, { from: "mail@acme.com", credentials: false }],
  ["host", {}, { host: "smtp2.acme.com" }, { credentials: true }],
  ["port", {}, { port: 465 }, { credentials: true }],
  ["username", {}, { username: "acme-2" }, { credentials: true }],
  ["settings set", {}, { settings: SETTINGS }, { settings: SETTINGS, credentials: false }],
  ["settings cleared", { settings: SETTINGS }, {}, { settings: "clear", credentials: false }],
  ["settings the same", { settings: SETTINGS }, { settings: structuredClone(SETTINGS) }, NOTHING],
  [
    "settings another",
    { settings: SETTINGS },
    { settings: { headers: { "X-MC-ViewContentLink": "true" } } },
    { settings: { headers: { "X-MC-ViewContentLink": "true" } }, credentials: false },
  ],
  [
    "several groups",
    { settings: SETTINGS },
    { enabled: false, from: "mail@acme.com", host: "smtp2.acme.com", password: "new" },
    { enabled: false, from: "mail@acme.com", settings: "clear", credentials: true },
  ],
  ["a password rotated", { password: "old" }, { password: "new" }, { credentials: true }],
  ["the same password", { password: "old" }, { password: "old" }, NOTHING],
  ["a password given again", {}, { password: "new" }, { credentials: true }],
  ["a password dropped", { password: "old" }, {}, NOTHING],
  ["a source dropped", { passwordFrom: { env: "PW" } }, {}, NOTHING],
  [
    "the same source",
    { passwordFrom: { env: "PW", version: "1" } },
    { passwordFrom: { env: "PW", version: "1" } },
    NOTHING,
  ],
  [
    "a source's version",
    { passwordFrom: { env: "PW", version: "1" } },
    { passwordFrom: { env: "PW", version: "2" } },
    { credentials: true },
  ],
  [
    "a source gets a version",
    { passwordFrom: { env: "PW" } },
    { passwordFrom: { env: "PW", version: "1" } },
    { credentials: true },
  ],
  [
    "where the previous password is",
    { passwordFrom: { env: "PW", version: "1" } },
    { passwordFrom: { env: "PW", version: "1", previous: { env: "OLD" } } },
    NOTHING,
  ],
  [
    "another source",
    { passwordFrom: { env: "PW" } },
    { passwordFrom: { file: "PW" } },
    { credentials: true },
  ],
  ["password to source", { password: "old" }, { passwordFrom: { env: "PW" } }, { credentials: true }],
  ["source to password", { passwordFrom: { env: "PW" } }, { password: "new" }, { credentials: true }],
  ["what only the program knows", {}, { onExisting: "adopt", onDelete: "disable" }, NOTHING],
];

describe("plan", () => {
  test.each(rows)("%s", (_, known, desired, changes) => {
    const planned = changesTo({ ...KNOWN, ...known }, { ...DESIRED, ...desired });
    expect(planned).toEqual(changes);
    expect(isNothing(planned)).toBe(changes === NOTHING);
  });

  test("everything, where Auth0 has another provider, even if all else is the same", () => {
    const desired = { ...DESIRED, password: "pw", settings: SETTINGS };
    expect(changesTo({ ...KNOWN, ...desired, providerName: "ses" }, desired)).toEqual({
      enabled: true,
      from: "no-reply@acme.com",
      credentials: true,
      settings: SETTINGS,
    });
  });

  test("everything clears settings that are not wanted", () => {
    expect(everything(DESIRED)).toEqual({
      enabled: true,
      from: "no-reply@acme.com",
      credentials: true,
      settings: "clear",
    });
  });

  test.each<Changes>([
    { credentials: true },
    { credentials: false, enabled: false },
    { credentials: false, from: "" },
    { credentials: false, settings: "clear" },
  ])("%j is something", (changes) => {
    expect(isNothing(changes)).toBe(false);
  });
});
