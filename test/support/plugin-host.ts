import { setTimeout } from "node:timers/promises";
import { servePluginParts } from "./plugin-parts.ts";
import { skippingClock } from "./skipping-clock.ts";

// The plugin's parts in one process that serves many runs, each with an environment and a clock of its own: the "address"
// that a connection attaches with says which. `node test/support/plugin-host.ts` prints its port, as the plugin does.

interface Options {
  readonly env: Readonly<Record<string, string>>;
  readonly skipSleep: boolean;
}

const systemClock = { now: Date.now, sleep: (ms: number) => setTimeout(ms) };

const { port } = await servePluginParts((address) => {
  const { env, skipSleep }: Options = JSON.parse(address || "{}");
  return {
    env: { ...process.env, ...env },
    clock: skipSleep ? skippingClock() : systemClock,
    log: async (_severity, message) => console.error(message),
  };
});
console.log(port);
