/**
 * What the engine's provider process loads. Every state that users keep names this subpath (see `handler.ts`), so it and
 * its two exports stay in all later versions.
 *
 * @module
 */
import type { dynamic } from "@pulumi/pulumi";
import { systemClock } from "../auth0/patience";
import { Peers } from "../run/peers";
import { engineAddress } from "./engine-address";
import { engineLog } from "./engine-log";
import { Run, type RunOptions } from "./run";
import { smtpEmailProvider } from "./smtp-email-provider";

type Provider = dynamic.ResourceProvider<Record<string, unknown>, Record<string, unknown>>;

const engine = engineAddress(process.argv);

const ownProcess: RunOptions = {
  env: process.env,
  clock: systemClock,
  log: engineLog(process.argv),
  peers: engine === undefined ? undefined : new Peers(engine),
};

/** The run that every resource type of this process shares. */
const ownRun = new Run(ownProcess);

/** The provider that states refer to. */
export const provider: Provider = smtpEmailProvider(ownRun);

/** The same provider in a run of its own, which remembers nothing yet. */
export function createProvider(options: RunOptions = ownProcess): Provider {
  return smtpEmailProvider(new Run(options));
}
