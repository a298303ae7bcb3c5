import { CLIENT, type Emulator, type LoggedRequest, startEmulator, tenantsOf } from "../../emulator/index.ts";
import { passedOn } from "../../secrets/canaries.ts";
import { Harvest } from "../../secrets/harvest.ts";
import { findSecrets, type Hit } from "../../secrets/scan.ts";
import { PulumiProject, type Result } from "../../support/pulumi-project.ts";
import { shellResource } from "../../support/shell-resource.ts";
import type { Act } from "../act.ts";
import type { Program } from "../samples.ts";
import type { Case } from "./cases.ts";
import { exportedStates } from "./exported-states.ts";
import { expectMail, type Operation } from "./operations.ts";
import { needsAdoption, type Played } from "./play.ts";

const SECRETS = {
  "first password": "first-canary",
  "second password": "second-canary",
  "their password": "their-canary",
  "client secret": CLIENT.AUTH0_CLIENT_SECRET,
};

export interface PlayedInEngine {
  readonly played: readonly Played[];
  /** Secrets in what the engine printed, told and wrote. */
  readonly leaks: readonly Hit[];
}

/** A case as a resource of a stack. */
interface Player extends Case {
  readonly resource: string;
  readonly domain: string;
}

/**
 * Plays cases of one command through the real engine, with its own state: as the resources of one stack, each with a
 * tenant of its own, so that one run of the engine plays them all.
 */
export async function playInEngine(
  command: Operation["command"],
  cases: readonly Case[],
): Promise<PlayedInEngine> {
  const players = cases.map((one, at) => ({ ...one, resource: `r${at}`, domain: `r${at}.eu.auth0.com` }));
  const auth0 = await startEmulator();
  try {
    const project = await PulumiProject.create(auth0, async () => {}, { env: environment(players) });
    try {
      return await playAll(command, players, auth0, project);
    } finally {
      await project.remove();
    }
  } finally {
    await auth0.close();
  }
}

async function playAll(
  command: Operation["command"],
  players: readonly Player[],
  auth0: Emulator,
  project: PulumiProject,
): Promise<PlayedInEngine> {
  const harvest = new Harvest();
  let acts = 0;
  const requests: LoggedRequest[] = [];
  const tenant = ({ domain }: Player) => auth0.tenant(domain);

  function setProgram(programOf: (player: Player) => Program | undefined): void {
    project.program = async () => {
      for (const player of players) {
        const { resource, domain } = player;
        const program = programOf(player);
        if (program) shellResource(resource, { domain, ...program });
      }
    };
  }

  async function act(name: Operation["command"]): Promise<readonly Act[]> {
    const before = players.map((player) => tenant(player).provider);
    const result = harvest.take(`${name}, act ${++acts}`, await project[name]({ continueOnError: true }));
    requests.push(...result.requests);
    const states = await exportedStates(project);
    return players.map((player, at) => ({
      ...failureIn(result, player),
      state: states.get(player.resource),
      kinds: result.requests.filter((request) => request.tenant === player.domain).map(({ kind }) => kind),
      before: before[at],
      now: tenant(player).provider,
    }));
  }

  setProgram(({ operation }) => operation.applied);
  await act("up");
  const seen = players.filter(({ operation }) => operation.seen);
  for (const player of seen) tenant(player).setProvider(player.operation.before);
  if (seen.length > 0) await act("refresh");
  for (const player of players) tenant(player).setProvider(player.operation.before);

  const start = await exportedStates(project);
  for (const player of players) {
    expectMail(tenant(player), player.operation);
    tenant(player).failNext(player.fault.fault, { skip: player.request, times: player.fault.times });
  }
  setProgram(({ operation }) => operation.program);
  const first = await act(command);
  const missed = players.map((player) => tenant(player).faults.ahead);
  for (const player of players) tenant(player).faults.clear();
  const second = await act(command);
  const adopters = new Set(
    players.filter(({ operation }, at) => {
      const [one, two] = [first[at], second[at]];
      return one?.failure && two && needsAdoption(operation, one, two);
    }),
  );
  setProgram((player) => (adopters.has(player) ? adopting(player) : player.operation.program));
  const third = adopters.size > 0 ? await act(command) : [];
  const { steps } = await project.preview();
  const refreshed = await act("refresh");
  for (const player of players) tenant(player).mailError = undefined;
  setProgram(adopting);
  const healthy = await act("up");
  const last = await project.preview();
  const shows = (shown: readonly string[], name: string) => shown.some((step) => step.endsWith(` ${name}`));
  const played = players.flatMap((player, at) => {
    const { resource } = player;
    const [one, two, three, four] = [first[at], second[at], refreshed[at], healthy[at]];
    if (!one || !two || !three || !four) return [];
    return {
      start: start.get(resource),
      missed: missed[at] ?? 0,
      first: one,
      second: one.failure && two,
      third: adopters.has(player) ? third[at] : undefined,
      previewShowsChange: shows(steps, resource),
      refreshed: three,
      healthy: four,
      healthyPreviewShowsChange: shows(last.steps, resource),
    };
  });
  await harvest.takeFiles(project);
  const passed = players.map((player) => passedOn(tenant(player), requests));
  return { played, leaks: findSecrets(Object.assign({ ...SECRETS }, ...passed), harvest.places) };
}

function adopting({ operation }: Player): Program {
  return { ...operation.program, onExisting: "adopt" };
}

/** Each message names the tenant that it is about. */
function failureIn({ output }: Result, { domain }: Player): Pick<Act, "failure"> {
  const [message, code] =
    new RegExp(`([A-Z_]+): .*\\b${domain.replaceAll(".", "\\.")}\\b.*`).exec(output) ?? [];
  return message === undefined ? {} : { failure: { code, message } };
}

function environment(players: readonly Player[]): Record<string, string> {
  return { ...tenantsOf(...players.map(({ domain }) => domain)), AUTH0_REQUEST_TIMEOUT_SECONDS: "3" };
}
