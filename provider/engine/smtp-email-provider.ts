import { type Program, SECRETS_KEY } from "../inputs/program";
import { apply } from "../lifecycle/apply";
import type { Change } from "../lifecycle/change";
import { POST, stepTo } from "../lifecycle/decide";
import { stillWanted } from "../lifecycle/provider-failures";
import { remove } from "../lifecycle/remove";
import { changedElsewhere, keptForAnother, notOurs } from "../lifecycle/warnings";
import type { Desired } from "../model/desired";
import { difference } from "../model/diff";
import {
  isElsewhere,
  isManaged,
  readDesired,
  readDomain,
  readKnown,
  toInputs,
  toKnown,
  toRemote,
} from "../model/state";
import { checkResource } from "./check";
import { readOnly } from "./read-only";
import type { Run } from "./run";

export type Properties = Record<string, unknown>;

const NONE: ReadonlySet<string> = new Set();

function secretsOf(desired: Desired, others: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...(desired[SECRETS_KEY] ?? []), ...others]);
}

/**
 * `SmtpEmailProvider` as the engine knows it: check, diff, create, read, update and delete. Both shells answer the engine
 * by it: the dynamic resource and the plugin.
 */
export function smtpEmailProvider(run: Run) {
  const warn = (message: string) => run.log("warning", message);

  async function make(change: Change) {
    const { desired } = change;
    run.statePasswords.guard(desired);
    return apply(run.endpoint(desired.domain), change, { env: run.env, say: run.log });
  }

  return {
    async check(olds: Properties, news: Properties, program: Program) {
      return checkResource(run, olds, news, program);
    },

    async diff(_id: string, olds: Properties, news: Properties) {
      return difference(olds, news);
    },

    /** @param secrets inputs that are secret, where the state does not say so itself */
    async create(inputs: Properties, secrets: ReadonlySet<string> = NONE) {
      const desired = readDesired(inputs);
      const remote = await run.tenants.whileCreating(desired.domain, () =>
        make({ first: POST, desired, known: undefined, secrets: secretsOf(desired, secrets) }),
      );
      return { id: desired.domain, outs: { ...toKnown(desired, remote) } };
    },

    async read(id: string, props: Properties = {}) {
      if (!isManaged(props)) return readOnly(run.endpoint(readDomain(id)), props);
      const known = readKnown(props);
      const remote = await run.endpoint(known.domain).get();
      if (remote === undefined) return { id: "", props: {} };
      const outputs = toKnown(known, remote);
      return { id, props: { ...outputs }, inputs: { ...toInputs(outputs) } };
    },

    async update(_id: string, olds: Properties, news: Properties, secrets: ReadonlySet<string> = NONE) {
      const known = readKnown(olds);
      const desired = readDesired(news);
      const first = stepTo(known, desired);
      const remote = first
        ? await make({ first, desired, known, secrets: secretsOf(desired, secrets) })
        : toRemote(known);
      if (isElsewhere(desired, remote)) await warn(changedElsewhere(desired.domain));
      return { outs: { ...toKnown(desired, remote) } };
    },

    async delete(_id: string, props: Properties): Promise<void> {
      const { domain, onDelete } = readKnown(props);
      const standing = await run.tenants.standing(domain);
      if (standing === "awaited") throw stillWanted(domain);
      if (standing === "live") {
        await warn(keptForAnother(domain));
        return;
      }
      const removed = await remove(run.endpoint(domain), onDelete);
      if (removed.kind === "left alone") await warn(notOurs(domain, removed.found));
    },
  };
}
