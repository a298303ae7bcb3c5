import type { ErrorCode } from "../../../provider/model/errors.ts";
import type { Hook, RequestKind, StoredProvider, Tenant } from "../../emulator/index.ts";
import { type Act, perform } from "../act.ts";
import type { Command, Recorded } from "../engine-run.ts";
import type { Program } from "../samples.ts";
import type { Stage, StageTenant } from "../stage.ts";

/** When somebody else acts: sees to it that `somebody` is called then. */
export type Moment = (tenant: Tenant, somebody: Hook) => void | Promise<void>;

/** After the preview, before the first request. */
export const beforeUp: Moment = (tenant, somebody) => somebody(tenant);

/** Just before the tenant gets this request. */
export const justBefore =
  (kind: RequestKind): Moment =>
  (tenant, somebody) =>
    tenant.failNext({ kind: "hook", run: somebody }, { on: kind });

/**
 * After a write that nothing is heard of, before the provider looks what became of it.
 *
 * @param fate whether the tenant has carried it out
 */
export const beforeLookUp =
  (write: "post" | "patch" | "delete", fate: "lost" | "carried out", looksBefore = 0): Moment =>
  (tenant, somebody) => {
    tenant.failNext({ kind: fate === "lost" ? "reset-before" : "reset-after" }, { on: write });
    tenant.failNext({ kind: "hook", run: somebody }, { on: "get", skip: looksBefore });
  };

/** Somebody else acts on the tenant while one command runs. */
export interface Race {
  readonly name: string;
  /** The program of the last `up`; left out: there has been none. */
  readonly applied?: Program;
  readonly had?: StoredProvider;
  readonly command?: Command;
  readonly program: Program;
  readonly when: Moment;
  readonly somebody: Hook;
  /** The code it ends with; left out: it succeeds. */
  readonly code?: ErrorCode;
  readonly leaves: StoredProvider | undefined;
}

/** What came of a race, in which tenant, and what the state was before. */
interface Outcome extends Act {
  readonly place: StageTenant;
  readonly start: Recorded | undefined;
}

/** What came of it. `before`: what somebody has left, which is what "as it was" is about. */
export async function compete(stage: Stage, race: Race): Promise<Outcome> {
  const place = stage.newTenant();
  const { tenant } = place;
  const { applied, had, command = "up", program, when } = race;
  const made = applied && (await perform(place, "up", undefined, applied));
  if (had) tenant.setProvider(had);
  let before: StoredProvider | undefined;
  let acted = false;
  await when(tenant, async () => {
    await race.somebody(tenant);
    before = tenant.provider;
    acted = true;
  });
  const act = await perform(place, command, made?.state, program);
  if (!acted) throw new Error("somebody never got to act");
  return { ...act, before, place, start: made?.state };
}
