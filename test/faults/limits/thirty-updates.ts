import { expect } from "vitest";
import type { EmulatorOptions } from "../../emulator/index.ts";
import { storedBy } from "../../support/samples.ts";
import { inputsOf, perform } from "../act.ts";
import { run } from "../engine-run.ts";
import { BASE } from "../samples.ts";
import { Stage } from "../stage.ts";

const programs = Array.from({ length: 30 }, (_, at) => ({ ...BASE, from: `no-reply-${at}@acme.com` }));

/** What thirty updates of one tenant came to. */
export interface Thirty {
  readonly failures: readonly string[];
  /** Requests that were answered 429. */
  readonly refused: number;
  readonly seconds: number;
}

/** Thirty updates of one tenant by one provider process, at once or in turn, under the limits of a plan of Auth0's. */
export async function thirtyUpdates(
  rateLimits: NonNullable<EmulatorOptions["rateLimits"]>,
  order: "at once" | "in turn",
): Promise<Thirty> {
  const stage = await Stage.open({ rateLimits });
  try {
    const place = stage.newTenant();
    const { state } = await perform(place, "up", undefined, BASE);
    const provider = await place.newRun();
    const began = performance.now();
    const update = async (program: typeof BASE) => {
      const { failure } = await run(provider, "up", state, inputsOf(place, program));
      return failure?.message ?? [];
    };
    const failures: (string | never[])[] = [];
    if (order === "at once") failures.push(...(await Promise.all(programs.map(update))));
    else for (const program of programs) failures.push(await update(program));

    const patches = place.requests.filter(({ kind }) => kind === "patch");
    expect(patches.filter(({ status }) => status === 200)).toHaveLength(programs.length);
    expect(programs.map(storedBy)).toContainEqual(place.tenant.provider);
    return {
      failures: failures.flat(),
      refused: patches.filter(({ status }) => status === 429).length,
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await stage.close();
  }
}
