/** Somebody else acts while a command runs. What cannot be promised is in `not-promised.test.ts`. */
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Tenant } from "../../emulator/index.ts";
import { untruth } from "../matrix/truth.ts";
import { recordedProvider } from "../recorded-provider.ts";
import { BASE, OURS, type Program, SES, smtp, THEIRS } from "../samples.ts";
import { Stage } from "../stage.ts";
import { beforeLookUp, beforeUp, compete, justBefore, type Race } from "./race.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

const ADOPTING: Program = { ...BASE, onExisting: "adopt" };
const DISABLING: Program = { ...BASE, onDelete: "disable" };
const OTHER_FROM: Program = { ...BASE, from: "mail@acme.com" };
const OTHER_HOST: Program = { ...BASE, host: "smtp2.acme.com" };

const setsUpTheirs = (tenant: Tenant) => tenant.setProvider(THEIRS);
const switches = (tenant: Tenant) => tenant.setProvider(SES);
const deletes = (tenant: Tenant) => tenant.setProvider(undefined);
const changesTheUser = (tenant: Tenant) =>
  tenant.patchProvider({ credentials: { smtp_user: "it", smtp_pass: "their-canary" } });

const creates = { program: BASE };
const adopts = { program: ADOPTING, had: THEIRS };
const changesFrom = { applied: BASE, program: OTHER_FROM };
const moves = { applied: BASE, program: OTHER_HOST };
const destroys = { applied: BASE, program: BASE, command: "destroy" } as const;
const disables = { applied: DISABLING, program: DISABLING, command: "destroy" } as const;

const withTheirUser = smtp({ ...OTHER_FROM, username: "it", password: "their-canary" });
const exists = { code: "PROVIDER_EXISTS" } as const;
const changed = { code: "PROVIDER_CHANGED" } as const;

const betweenPreviewAndUp: readonly Omit<Race, "when">[] = [
  { name: "create; sets a server up", ...creates, somebody: setsUpTheirs, ...exists, leaves: THEIRS },
  { name: "create; sets up another service", ...creates, somebody: switches, ...exists, leaves: SES },
  { name: "adopt; switches", ...adopts, somebody: switches, leaves: OURS },
  { name: "adopt; deletes", ...adopts, somebody: deletes, leaves: OURS },
  { name: "new From; changes the user", ...changesFrom, somebody: changesTheUser, leaves: withTheirUser },
  { name: "new From; switches", ...changesFrom, somebody: switches, ...changed, leaves: SES },
  { name: "new From; deletes", ...changesFrom, somebody: deletes, leaves: smtp(OTHER_FROM) },
  { name: "new host; changes the user", ...moves, somebody: changesTheUser, leaves: smtp(OTHER_HOST) },
  { name: "new host; deletes", ...moves, somebody: deletes, leaves: smtp(OTHER_HOST) },
  { name: "delete; switches", ...destroys, somebody: switches, leaves: SES },
  { name: "delete; deletes", ...destroys, somebody: deletes, leaves: undefined },
  { name: "disable; switches", ...disables, somebody: switches, leaves: SES },
  { name: "disable; deletes", ...disables, somebody: deletes, leaves: undefined },
];

const betweenOurOwnRequests: readonly Race[] = [
  {
    name: "adopt: deletes before the PATCH",
    ...adopts,
    when: justBefore("patch"),
    somebody: deletes,
    leaves: OURS,
  },
  {
    name: "adopt: switches before the PATCH",
    ...adopts,
    when: justBefore("patch"),
    somebody: switches,
    leaves: OURS,
  },
  {
    name: "create: what is in the way is deleted before we look",
    ...creates,
    had: THEIRS,
    when: justBefore("get"),
    somebody: deletes,
    leaves: OURS,
  },
  {
    name: "delete: deletes before the DELETE",
    ...destroys,
    when: justBefore("delete"),
    somebody: deletes,
    leaves: undefined,
  },
  {
    name: "disable: deletes before the PATCH",
    ...disables,
    when: justBefore("patch"),
    somebody: deletes,
    leaves: undefined,
  },
  {
    name: "disable: switches before the PATCH",
    ...disables,
    when: justBefore("patch"),
    somebody: switches,
    code: "REJECTED",
    leaves: SES,
  },
];

const post = { lost: beforeLookUp("post", "lost"), done: beforeLookUp("post", "carried out") };
const patch = { lost: beforeLookUp("patch", "lost"), done: beforeLookUp("patch", "carried out") };
const remove = { lost: beforeLookUp("delete", "lost", 1), done: beforeLookUp("delete", "carried out", 1) };
const disable = { lost: beforeLookUp("patch", "lost", 1), done: beforeLookUp("patch", "carried out", 1) };

const betweenRequestAndLookUp: readonly Race[] = [
  {
    name: "POST lost; sets a server up",
    ...creates,
    when: post.lost,
    somebody: setsUpTheirs,
    ...exists,
    leaves: THEIRS,
  },
  {
    name: "POST lost; sets up another service",
    ...creates,
    when: post.lost,
    somebody: switches,
    ...exists,
    leaves: SES,
  },
  {
    name: "POST done; sets a server up",
    ...creates,
    when: post.done,
    somebody: setsUpTheirs,
    ...exists,
    leaves: THEIRS,
  },
  { name: "POST done; switches", ...creates, when: post.done, somebody: switches, ...exists, leaves: SES },
  { name: "POST done; deletes", ...creates, when: post.done, somebody: deletes, leaves: OURS },
  {
    name: "PATCH of From lost; changes the user",
    ...changesFrom,
    when: patch.lost,
    somebody: changesTheUser,
    leaves: withTheirUser,
  },
  {
    name: "PATCH of From done; changes the user",
    ...changesFrom,
    when: patch.done,
    somebody: changesTheUser,
    leaves: withTheirUser,
  },
  {
    name: "PATCH of From lost; switches",
    ...changesFrom,
    when: patch.lost,
    somebody: switches,
    ...changed,
    leaves: SES,
  },
  {
    name: "PATCH of From done; switches",
    ...changesFrom,
    when: patch.done,
    somebody: switches,
    ...changed,
    leaves: SES,
  },
  {
    name: "PATCH of From done; deletes",
    ...changesFrom,
    when: patch.done,
    somebody: deletes,
    leaves: smtp(OTHER_FROM),
  },
  {
    name: "PATCH of the host lost; switches",
    ...moves,
    when: patch.lost,
    somebody: switches,
    ...changed,
    leaves: SES,
  },
  {
    name: "PATCH of the host done; switches",
    ...moves,
    when: patch.done,
    somebody: switches,
    ...changed,
    leaves: SES,
  },
  {
    name: "PATCH of the host done; deletes",
    ...moves,
    when: patch.done,
    somebody: deletes,
    leaves: smtp(OTHER_HOST),
  },
  {
    name: "PATCH of the host done; changes the user",
    ...moves,
    when: patch.done,
    somebody: changesTheUser,
    leaves: smtp(OTHER_HOST),
  },
  { name: "DELETE lost; switches", ...destroys, when: remove.lost, somebody: switches, leaves: SES },
  {
    name: "DELETE done; sets up another service",
    ...destroys,
    when: remove.done,
    somebody: switches,
    leaves: SES,
  },
  {
    name: "DELETE done; sets a server up",
    ...destroys,
    when: remove.done,
    somebody: setsUpTheirs,
    code: "UNREACHABLE",
    leaves: THEIRS,
  },
  { name: "DELETE lost; deletes", ...destroys, when: remove.lost, somebody: deletes, leaves: undefined },
  {
    name: "disabling PATCH lost; switches",
    ...disables,
    when: disable.lost,
    somebody: switches,
    leaves: SES,
  },
  {
    name: "disabling PATCH done; sets a server up",
    ...disables,
    when: disable.done,
    somebody: setsUpTheirs,
    code: "UNREACHABLE",
    leaves: THEIRS,
  },
];

describe.each([
  ["between preview and up", betweenPreviewAndUp.map((race) => ({ ...race, when: beforeUp }))],
  ["between our own requests", betweenOurOwnRequests],
  ["between a write that nothing is heard of and the look at it", betweenRequestAndLookUp],
])("%s", { concurrent: true }, (_, races) => {
  test.for(races)("$name", async (race) => {
    const act = await compete(stage, race);
    expect(act.failure?.code).toBe(race.code);
    expect(isDeepStrictEqual(act.now, race.leaves)).toBe(true);
    if (act.failure) expect(untruth(act.failure.message, act)).toBeUndefined();
    if (!act.failure && act.state && act.now) {
      // Somebody else's password cannot be read, and so not be recorded.
      const credentials = { ...act.now.credentials, smtp_pass: act.state.outputs.password };
      expect(recordedProvider(act.state)).toEqual({ ...act.now, credentials });
    }
  });
});
