import type { Stage } from "../stage.ts";
import type { Case } from "./cases.ts";
import { FAULTS } from "./faults.ts";
import { faultsIn } from "./judge.ts";
import { type Played, play, type Strike } from "./play.ts";

/**
 * Lets a second fault follow these first ones: each fault on each request that comes after, such as a look-up or a
 * repetition. How it must end is in no table; all else that holds of an end does. Waiting takes no time here.
 *
 */
export async function faultsInPairs(stage: Stage, firsts: readonly Case[], atOnce = 24): Promise<Pairs> {
  const queue = firsts.values();
  const all: Pairs[] = [];
  const worker = async () => {
    for (const first of queue) all.push(await faultsAfter(stage, first));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return {
    played: all.reduce((sum, { played }) => sum + played, 0),
    wrong: all.flatMap(({ wrong }) => wrong),
  };
}

/** How many pairs there are, and what goes wrong in them. */
interface Pairs {
  readonly played: number;
  readonly wrong: readonly string[];
}

async function faultsAfter(stage: Stage, first: Case): Promise<Pairs> {
  const attempt = (...strikes: readonly Strike[]): Promise<Played> =>
    play(stage, first.operation, strikes, { skipSleep: true });
  const { kinds } = (await attempt(first)).first;
  const later = kinds.map((_, request) => request).slice(first.request + 1);
  const seconds = later.flatMap((request) => FAULTS.map((fault) => ({ request, fault })));
  const wrong: string[] = [];
  for (const second of seconds) {
    const faults = faultsIn(first.operation, await attempt(first, second));
    if (faults.length > 0) wrong.push(`${describe(first)}, ${describe(second)}: ${faults.join("; ")}`);
  }
  return { played: seconds.length, wrong };
}

const describe = ({ request, fault }: Strike) => `request ${request}: ${fault.name}`;
