import type { Stage } from "../stage.ts";
import type { Case } from "./cases.ts";
import { FAULTS } from "./faults.ts";
import { faultsIn } from "./judge.ts";
import { type Played, play, type Strike } from "./play.ts";

/**
 * Lets a second fault follow these first ones: each fault on each request that comes after, such as a look-up or a
 * repetition. How it must end is in no table; all else that holds of an end does. Waiting takes no time here.
 *
 * @returns what goes wrong
 */
export async function faultsInPairs(stage: Stage, firsts: readonly Case[], atOnce = 24): Promise<string[]> {
  const queue = firsts.values();
  const worker = async (): Promise<string[]> => {
    const wrong: string[] = [];
    for (const first of queue) wrong.push(...(await faultsAfter(stage, first)));
    return wrong;
  };
  return (await Promise.all(Array.from({ length: atOnce }, worker))).flat();
}

async function faultsAfter(stage: Stage, first: Case): Promise<string[]> {
  const attempt = (...strikes: readonly Strike[]): Promise<Played> =>
    play(stage, first.operation, strikes, { skipSleep: true });
  const { kinds } = (await attempt(first)).first;
  const later = kinds.map((_, request) => request).slice(first.request + 1);
  const wrong: string[] = [];
  for (const second of later.flatMap((request) => FAULTS.map((fault) => ({ request, fault })))) {
    const faults = faultsIn(first.operation, await attempt(first, second));
    if (faults.length > 0) wrong.push(`${describe(first)}, ${describe(second)}: ${faults.join("; ")}`);
  }
  return wrong;
}

const describe = ({ request, fault }: Strike) => `request ${request}: ${fault.name}`;
