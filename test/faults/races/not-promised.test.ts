/**
 * What one PATCH or one DELETE cannot promise, for the Management API has no conditional requests: what happens then,
 * as docs/reliability.md ("Races") says it.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StoredProvider, Tenant } from "../../emulator/index.ts";
import { storedBy } from "../../support/samples.ts";
import { perform } from "../act.ts";
import { BASE, SES, THEIRS } from "../samples.ts";
import { Stage } from "../stage.ts";
import { beforeLookUp, beforeUp, compete, justBefore, type Race } from "./race.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

const OTHER_HOST = { ...BASE, host: "smtp2.acme.com" };
const THEIR_PASSWORD = storedBy({ ...BASE, password: "their-canary" });

const switches = (tenant: Tenant) => tenant.setProvider(SES);
const setsUpTheirs = (tenant: Tenant) => tenant.setProvider(THEIRS);
const setsUpTheSame = (tenant: Tenant) => tenant.setProvider(THEIR_PASSWORD);

const moves = { applied: BASE, program: OTHER_HOST };
const destroys = { applied: BASE, program: BASE, command: "destroy" } as const;

/** `next`: what another `up` of the same program makes of it, where that is something else. */
const RACES: readonly (Race & { readonly next?: StoredProvider })[] = [
  {
    name: "a PATCH with credentials switches a tenant back that somebody has switched since the last refresh",
    ...moves,
    when: beforeUp,
    somebody: switches,
    // Only what changed was sent: their From stays, for one run.
    leaves: { ...storedBy(OTHER_HOST), default_from_address: "it@acme.com" },
    next: storedBy(OTHER_HOST),
  },
  {
    name: "a DELETE removes what somebody has switched to since the GET just before it",
    ...destroys,
    when: justBefore("delete"),
    somebody: switches,
    leaves: undefined,
  },
  {
    name: "destroy removes another SMTP server that somebody has set up since the last refresh",
    ...destroys,
    when: beforeUp,
    somebody: setsUpTheirs,
    leaves: undefined,
  },
  {
    name: "a POST that was lost, and somebody sets up the very same with another password: taken for ours",
    program: BASE,
    when: beforeLookUp("post", "lost"),
    somebody: setsUpTheSame,
    leaves: THEIR_PASSWORD,
  },
];

test.for(RACES)("$name", async (race) => {
  const act = await compete(stage, race);
  expect(act.failure).toBeUndefined();
  expect(act.now).toEqual(race.leaves);
  if (race.command === "destroy") return;
  await perform(act.place, "up", act.state, race.program);
  expect(act.place.tenant.provider).toEqual(race.next ?? race.leaves);
});
