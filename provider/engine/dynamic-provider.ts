/**
 * The first shell: what the engine's process for dynamic resources loads. Every state that users keep names this subpath
 * (see `handler.ts`), so it and its two exports stay in all later versions.
 *
 * @module
 */
import type { dynamic } from "@pulumi/pulumi";
import { systemClock } from "../auth0/patience";
import { PROGRAM_KEY, readProgram } from "../inputs/program";
import { Peers } from "../run/peers";
import { engineAddress } from "./engine-address";
import { pulumisClients } from "./engine-clients";
import { engineLog } from "./engine-log";
import { Run, type RunOptions } from "./run";
import { saidOnce } from "./said-once";
import { type Properties, smtpEmailProvider } from "./smtp-email-provider";
import { stackConfig } from "./stack-config";

type Provider = dynamic.ResourceProvider<Properties, Properties>;

const engine = engineAddress(process.argv);

const ownProcess: RunOptions = {
  env: process.env,
  clock: systemClock,
  log: engineLog(engine, pulumisClients),
  peers: engine === undefined ? undefined : new Peers(engine),
};

/** The provider that states refer to. */
export const provider: Provider = createProvider();

/** The same provider in a run of its own, which remembers nothing yet. */
export function createProvider(options: RunOptions = ownProcess): Provider {
  const run = new Run(options);
  const { check, ...resource } = smtpEmailProvider(run);
  return saidOnce({
    ...resource,
    check: (olds, news) => check(olds, news, readProgram(news[PROGRAM_KEY], news)),
    async configure({ config }) {
      run.configure(stackConfig(config));
    },
  });
}
