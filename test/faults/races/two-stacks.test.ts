/** Two stacks manage one tenant, and run at once. */
import { EventEmitter, once } from "node:events";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { DoomedUp } from "../../crash/doomed-up.ts";
import { CLIENT, type RequestKind, startEmulator, type Tenant } from "../../emulator/index.ts";
import { PulumiProject } from "../../support/pulumi-project.ts";
import { storedBy } from "../../support/samples.ts";
import { perform } from "../act.ts";
import type { Command, Recorded } from "../engine-run.ts";
import { BASE, OURS, type Program, THEIRS } from "../samples.ts";
import { Stage, type StageTenant } from "../stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

const HERS: Program = { ...BASE, host: "smtp.her.acme.com", username: "her", password: "her-canary" };
const HIS: Program = { ...BASE, host: "smtp.his.acme.com", username: "his", password: "his-canary" };
const OTHER_FROM: Program = { ...BASE, from: "mail@acme.com" };
const OTHER_HOST: Program = { ...BASE, host: "smtp2.acme.com" };

type Run = readonly [Command, Recorded | undefined, Program];
const atOnce = (place: StageTenant, ...runs: readonly Run[]) =>
  Promise.all(runs.map(([command, state, program]) => perform(place, command, state, program)));

/** Holds the next two requests of this kind until both are there. */
function holdUntilBoth(tenant: Tenant, on: RequestKind): void {
  const arrivals = new EventEmitter();
  let there = 0;
  const run = async () => {
    if (++there === 2) arrivals.emit("both");
    else await once(arrivals, "both");
  };
  tenant.failNext({ kind: "hook", run }, { on, times: 2 });
}

// Who comes first is left to chance; what is promised holds either way.
describe.each(Array.from({ length: 10 }, (_, at) => at + 1))("round %i", { concurrent: true }, () => {
  test("both create: one does, and the other is told", async () => {
    const place = stage.newTenant();
    holdUntilBoth(place.tenant, "post");
    const [hers, his] = await atOnce(place, ["up", undefined, HERS], ["up", undefined, HIS]);
    const [winner, loser, program] = hers?.failure ? [his, hers, HIS] : [hers, his, HERS];
    expect(winner?.failure).toBeUndefined();
    expect(loser).toMatchObject({ state: undefined, failure: { code: "PROVIDER_EXISTS" } });
    expect(place.tenant.provider).toEqual(storedBy(program));
  });

  test("both adopt: the tenant has what one of them wants, and not a mixture", async () => {
    const place = stage.newTenant();
    place.tenant.setProvider(THEIRS);
    holdUntilBoth(place.tenant, "patch");
    const adopting = [HERS, HIS].map(
      (program): Run => ["up", undefined, { ...program, onExisting: "adopt" }],
    );
    const acts = await atOnce(place, ...adopting);
    expect(acts.map(({ failure }) => failure)).toEqual([undefined, undefined]);
    expect([storedBy(HERS), storedBy(HIS)]).toContainEqual(place.tenant.provider);
  });

  test("each changes something else: both changes are made", async () => {
    const place = stage.newTenant();
    const { state } = await perform(place, "up", undefined, BASE);
    holdUntilBoth(place.tenant, "patch");
    const acts = await atOnce(place, ["up", state, OTHER_FROM], ["up", state, OTHER_HOST]);
    expect(acts.map(({ failure }) => failure)).toEqual([undefined, undefined]);
    expect(place.tenant.provider).toEqual(storedBy({ ...OTHER_FROM, host: OTHER_HOST.host }));
  });

  test("one destroys and one changes: the last one has its way, whole", async () => {
    const place = stage.newTenant();
    const { state, now } = await perform(place, "up", undefined, BASE);
    expect(now).toEqual(OURS);
    const acts = await atOnce(place, ["destroy", state, BASE], ["up", state, OTHER_FROM]);
    expect(acts.map(({ failure }) => failure)).toEqual([undefined, undefined]);
    expect([undefined, storedBy(OTHER_FROM)]).toContainEqual(place.tenant.provider);
  });
});

test("two real engines at once: one creates, and the other is told", async () => {
  const auth0 = await startEmulator();
  onTestFinished(() => auth0.close());
  const domain = "acme.eu.auth0.com";
  holdUntilBoth(auth0.tenant(domain), "post");
  const ends = await Promise.all(
    [HERS, HIS].map(async (program) => {
      const project = await PulumiProject.create(auth0, async () => {}, {
        env: {
          AUTH0_DOMAIN: domain,
          ...CLIENT,
        },
      });
      onTestFinished(() => project.remove());
      // One process runs one program of the engine at a time.
      const up = new DoomedUp({ project }, { resource: { name: "mail", args: { domain, ...program } } });
      return { program, ...(await up.ended) };
    }),
  );
  const [winner] = ends.filter(({ code }) => code === 0);
  const [loser] = ends.filter(({ code }) => code === 1);
  expect(loser?.output).toContain(
    `PROVIDER_EXISTS: ${domain} already has the SMTP provider ${winner?.program.host}:587`,
  );
  expect(auth0.tenant(domain).provider).toEqual(winner && storedBy(winner.program));
});
