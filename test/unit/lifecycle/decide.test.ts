import { describe, expect, test } from "vitest";
import {
  afterAnswer,
  afterLook,
  type Next,
  POST,
  type Situation,
  type Step,
  stepTo,
} from "../../../provider/lifecycle/decide.ts";
import { everything } from "../../../provider/model/plan.ts";
import type { Remote } from "../../../provider/model/remote.ts";
import { DESIRED, KNOWN, REMOTE } from "../samples.ts";

type Undone = Parameters<typeof afterAnswer>[2];

const UNCLEAR: Undone = { kind: "unclear", seen: "no answer in time", advice: "Wait." };
const REJECTED: Undone = { kind: "rejected", status: 400 };
const EXISTS: Undone = { kind: "exists" };
const ABSENT: Undone = { kind: "absent" };

const patch = (knownProvider: string | undefined, credentials = false): Step => ({
  kind: "patch",
  changes: { enabled: false, credentials },
  knownProvider,
});
const adoption = { kind: "patch", changes: everything(DESIRED), knownProvider: undefined };
const situation = (change: Partial<Situation> = {}): Situation => ({
  domain: "acme.eu.auth0.com",
  desired: DESIRED,
  hasPassword: true,
  mayHaveCreated: false,
  ...change,
});
const adopting = { desired: { ...DESIRED, onExisting: "adopt" as const } };
const others: Remote = { ...REMOTE, host: "theirs.example" };
const ses: Remote = { kind: "other", name: "ses", enabled: true, from: "" };

/** A next in short: what is done, which step, or the code of the failure. */
function short(next: Next | undefined) {
  switch (next?.kind) {
    case undefined:
      return "look";
    case "done":
      return { done: next.remote };
    case "step":
      return next.step;
    case "fail":
      return next.error.code;
  }
}

describe("the first step", () => {
  test("none where the tenant has what is wanted", () => {
    expect(stepTo(KNOWN, DESIRED)).toBeUndefined();
    expect(stepTo({ ...KNOWN, onDelete: "disable", password: "old" }, DESIRED)).toBeUndefined();
  });

  test("a PATCH of what differs, over the provider that is known", () => {
    expect(stepTo(KNOWN, { ...DESIRED, enabled: false })).toEqual(patch("smtp"));
    expect(stepTo({ ...KNOWN, providerName: "ses" }, DESIRED)).toEqual({ ...adoption, knownProvider: "ses" });
  });
});

describe("where the answer alone tells", () => {
  test.each<[string, Partial<Situation>, Step, Undone, unknown]>([
    ["a POST is refused", {}, POST, REJECTED, "REJECTED"],
    ["a POST is refused, and would adopt", adopting, POST, REJECTED, "REJECTED"],
    ["a POST meets a provider", {}, POST, EXISTS, "look"],
    ["a POST meets a provider, and may adopt", adopting, POST, EXISTS, adoption],
    ["a POST is unclear", {}, POST, UNCLEAR, "look"],
    ["a POST is unclear, and may adopt", adopting, POST, UNCLEAR, "look"],
    ["a PATCH finds none", {}, patch("smtp"), ABSENT, POST],
    [
      "a PATCH finds none, and there is no password",
      { hasPassword: false },
      patch("smtp"),
      ABSENT,
      "PASSWORD_REQUIRED",
    ],
    ["a PATCH is refused", {}, patch("smtp"), REJECTED, "look"],
    ["a PATCH is unclear", {}, patch("smtp"), UNCLEAR, "look"],
  ])("%s", (_, change, step, answer, next) => {
    expect(short(afterAnswer(situation(change), step, answer))).toEqual(next);
  });
});

const mine = { mayHaveCreated: true };
const disabled = { desired: { ...DESIRED, enabled: false } };
const asWanted = { ...REMOTE, enabled: false };

describe("where the tenant was looked at", () => {
  test.each<[string, Partial<Situation>, Step, Undone, Remote | undefined, unknown]>([
    // After a POST.
    ["a POST left no trace", {}, POST, UNCLEAR, undefined, POST],
    ["somebody deleted what a POST met", {}, POST, EXISTS, undefined, POST],
    ["a POST of ours was carried out", mine, POST, UNCLEAR, REMOTE, { done: REMOTE }],
    ["an earlier POST of ours was", mine, POST, EXISTS, REMOTE, { done: REMOTE }],
    ["the same is there, but none of ours is missing", {}, POST, EXISTS, REMOTE, "PROVIDER_EXISTS"],
    ["somebody else's is there", {}, POST, EXISTS, others, "PROVIDER_EXISTS"],
    ["somebody else's is there, in spite of ours", mine, POST, UNCLEAR, others, "PROVIDER_EXISTS"],
    ["somebody else's is there, to adopt", adopting, POST, UNCLEAR, others, adoption],
    ["another service is there", mine, POST, UNCLEAR, ses, "PROVIDER_EXISTS"],
    ["another service is there, to adopt", adopting, POST, EXISTS, ses, adoption],
    // After a PATCH.
    ["it was deleted meanwhile", {}, patch("smtp"), UNCLEAR, undefined, POST],
    [
      "it was deleted, and there is no password",
      { hasPassword: false },
      patch("smtp"),
      UNCLEAR,
      undefined,
      "PASSWORD_REQUIRED",
    ],
    ["it was deleted while the PATCH was refused", {}, patch("smtp"), REJECTED, undefined, POST],
    ["the PATCH was carried out", disabled, patch("smtp"), UNCLEAR, asWanted, { done: asWanted }],
    ["the PATCH was not carried out", disabled, patch("smtp"), UNCLEAR, REMOTE, patch("smtp")],
    [
      "a password in it cannot be read back",
      disabled,
      patch("smtp", true),
      UNCLEAR,
      asWanted,
      patch("smtp", true),
    ],
    ["the PATCH was refused", disabled, patch("smtp"), REJECTED, REMOTE, "REJECTED"],
    ["it was refused, though all is as wanted", disabled, patch("smtp"), REJECTED, asWanted, "REJECTED"],
    ["it was switched to another service", disabled, patch("smtp"), REJECTED, ses, "PROVIDER_CHANGED"],
    [
      "it was switched, and the PATCH is unclear",
      disabled,
      patch("smtp", true),
      UNCLEAR,
      ses,
      "PROVIDER_CHANGED",
    ],
    [
      "it was switched again",
      {},
      patch("ses", true),
      UNCLEAR,
      { ...ses, name: "mailgun" },
      "PROVIDER_CHANGED",
    ],
    [
      "it is the service that is known, to be switched back",
      {},
      patch("ses", true),
      UNCLEAR,
      ses,
      patch("ses", true),
    ],
    ["that one was refused", {}, patch("ses", true), REJECTED, ses, "REJECTED"],
    ["any may be adopted", {}, patch(undefined, true), UNCLEAR, ses, patch(undefined, true)],
  ])("%s", (_, change, step, answer, found, next) => {
    expect(short(afterLook(situation(change), step, answer, found))).toEqual(next);
  });

  test.each<[string, Partial<Remote>]>([
    ["enabled", { enabled: false }],
    ["from", { from: "mail@acme.com" }],
    ["host", { host: "smtp2.acme.com" }],
    ["port", { port: 465 }],
    ["username", { username: "acme-2" }],
    ["settings", { settings: { headers: { "X-MC-ViewContentLink": "true" } } }],
  ])("it is not as wanted where %s differs", (_, change) => {
    const found = { ...REMOTE, ...change };
    expect(short(afterLook(situation(mine), POST, UNCLEAR, found))).toBe("PROVIDER_EXISTS");
    expect(short(afterLook(situation(), patch("smtp"), UNCLEAR, found))).toEqual(patch("smtp"));
  });
});

describe("failures say what is there and the way out", () => {
  const message = (next: Next) => (next.kind === "fail" ? next.error.message : "");

  test("PROVIDER_EXISTS", () => {
    const found = { ...others, enabled: false, from: "" };
    expect(message(afterLook(situation(), POST, EXISTS, found))).toBe(
      "PROVIDER_EXISTS: acme.eu.auth0.com already has the SMTP provider theirs.example:587 (From not set, disabled), " +
        'and a tenant has only one. It was left as it is. To take it over, set onExisting: "adopt", also for up --replace ' +
        "or a taint. If the resource was renamed or moved, give it an alias (opts.aliases) instead.",
    );
  });

  test("PROVIDER_CHANGED", () => {
    expect(message(afterLook(situation(), patch("smtp"), REJECTED, ses))).toContain(
      'acme.eu.auth0.com was switched to the e-mail provider "ses" since the last refresh.',
    );
  });
});
