/**
 * What runs in the engine's provider process: check, diff, create, read, update and delete of one resource type.
 * This file knows the engine's protocol, and nothing else does.
 *
 * Every state that users keep names this subpath (see `handler.ts`): it stays loadable in all later versions.
 *
 * @module
 */
import type { dynamic } from "@pulumi/pulumi";
import { Endpoint } from "../auth0/endpoint";
import { type Clock, systemClock } from "../auth0/patience";
import { Sessions } from "../auth0/sessions";
import { PROGRAM_KEY, readProgram } from "../inputs/program";
import { UNKNOWN } from "../inputs/unknown";
import { POST, type Step, stepTo } from "../lifecycle/decide";
import { stillWanted } from "../lifecycle/failures";
import { readPassword } from "../lifecycle/password-source";
import { reconcile } from "../lifecycle/reconcile";
import { remove } from "../lifecycle/remove";
import { type Checked, checkInputs, duplicateDomain } from "../model/check";
import { difference } from "../model/diff";
import type { Desired, Known, Remote } from "../model/model";
import {
  isElsewhere,
  isManaged,
  readDesired,
  readDomain,
  readKnown,
  toInputs,
  toKnown,
} from "../model/state";
import { engineAddress, Peers } from "../run/peers";
import { RunTenants } from "../run/run-tenants";
import { engineLog, type Log } from "./engine-log";
import { Handshakes } from "./handshakes";
import { judgeFindings, preflightDue } from "./preflight";
import { readOnly } from "./read-only";
import { RecordedInputs } from "./recorded-inputs";
import { saidOnce } from "./said-once";
import { noStackConfig, stackConfig } from "./stack-config";
import { StatePasswords } from "./state-passwords";

/** What the provider takes from its process. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  /** The other provider processes of the run; none where this one is alone. */
  readonly peers?: Peers | undefined;
}

const engine = engineAddress(process.argv);

const ownProcess: Surroundings = {
  env: process.env,
  clock: systemClock,
  log: engineLog(process.argv),
  peers: engine === undefined ? undefined : new Peers(engine),
};

type Properties = Record<string, unknown>;

/** A provider with a run's memory of its own: config, sessions, and whose tenants are whose. */
export function createProvider({
  env,
  clock,
  log,
  peers,
}: Surroundings = ownProcess): dynamic.ResourceProvider<Properties, Properties> {
  let config = noStackConfig;
  const sessions = new Sessions(
    env,
    (key) => config.get(key),
    () => config.missing,
  );
  const handshakes = new Handshakes(clock);
  const tenants = new RunTenants(peers);
  const recorded = new RecordedInputs();
  const endpoint = (domain: string) => new Endpoint(sessions.for(domain), clock);
  const statePasswords = new StatePasswords();
  async function apply(step: Step, desired: Desired) {
    statePasswords.guard(desired);
    return reconcile(endpoint(desired.domain), step, desired, () =>
      readPassword(desired, env, (message) => log("warning", message)),
    );
  }

  async function preflight(olds: Properties, { inputs, program, warnings }: Checked) {
    for (const message of warnings) await log("warning", message, program.urn);
    const due = preflightDue(olds, inputs);
    const findings = due.kind === "now" ? (await handshakes.report(due.options)).findings : [];
    const { notes, failures } = judgeFindings(due, findings, program.secrets);
    for (const { severity, message } of notes) await log(severity, message, program.urn);
    return failures;
  }

  /** Notes whose tenant it is, before anything can fail, and refuses a second resource for it. */
  async function claim(olds: Properties, { inputs, program }: Checked) {
    const { domain } = inputs;
    if (typeof domain !== "string" || domain === UNKNOWN) return [];
    const other = await tenants.claim(domain, program.urn, domain === olds.domain);
    return other === undefined ? [] : [duplicateDomain(other, program)];
  }

  return saidOnce({
    // The engine caches the provider before this is finished: everything is set at once.
    async configure(request) {
      config = stackConfig(request.config);
    },

    async check(given, news) {
      const olds = recorded.for(readProgram(news[PROGRAM_KEY], news).urn, given, news);
      const checked = checkInputs(olds, news);
      const { inputs, program } = checked;
      statePasswords.checked(inputs, program.gavePassword(inputs.password, olds.password));
      const failures = [...checked.failures, ...(await claim(olds, checked))];
      if (failures.length === 0) failures.push(...(await preflight(olds, checked)));
      return { inputs, failures };
    },

    async diff(_id, olds, news) {
      return difference(olds, news);
    },

    async create(inputs) {
      const desired = readDesired(inputs);
      const replacing = tenants.isLiveHere(desired.domain);
      const remote = await tenants.whileCreating(desired.domain, () =>
        apply({ ...POST, replacing }, desired),
      );
      return { id: desired.domain, outs: { ...toKnown(desired, remote) } };
    },

    async read(id, props = {}) {
      if (!isManaged(props)) return readOnly(endpoint(readDomain(id)), props);
      const known = readKnown(props);
      const remote = await endpoint(known.domain).get();
      if (remote === undefined) return { id: "", props: {} };
      const outputs = toKnown(known, remote);
      return { id, props: { ...outputs }, inputs: { ...toInputs(outputs) } };
    },

    async update(_id, olds, news) {
      const known = readKnown(olds);
      const desired = readDesired(news);
      const step = stepTo(known, desired);
      const remote = step ? await apply(step, desired) : asRemote(known);
      if (isElsewhere(desired, remote)) {
        await log(
          "warning",
          `${desired.domain}: its host, port or user name is not what was last known: somebody has changed it in Auth0. ` +
            "Run pulumi refresh, and look at the next preview.",
        );
      }
      return { outs: { ...toKnown(desired, remote) } };
    },

    async delete(_id, props) {
      const { domain, onDelete } = readKnown(props);
      const standing = await tenants.standing(domain);
      if (standing === "awaited") throw stillWanted(domain);
      if (standing === "live") {
        await log(
          "warning",
          `${domain}: its SMTP provider was left in place, because a resource of the program manages this tenant.`,
        );
        return;
      }
      const removed = await remove(endpoint(domain), onDelete);
      if (removed.kind === "left alone") {
        await log(
          "warning",
          `${domain}: its e-mail provider is now "${removed.found.name}", not SMTP. It is not ours and was left alone.`,
        );
      }
    },
  });
}

/** What Auth0 has where nothing was sent to it: what was known already. */
function asRemote(known: Known): Remote {
  return { ...known, name: known.providerName };
}

/** The provider that states refer to. */
export const provider: dynamic.ResourceProvider<Properties, Properties> = createProvider();
