import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import { PluginProvider } from "../support/plugin-calls.ts";
import { servePluginParts } from "../support/plugin-parts.ts";
import { ask, connectTo } from "../support/provider-protocol.ts";
import { skippingClock } from "../support/skipping-clock.ts";
import type { RunOptions, Shell } from "./shells.ts";

/** The plugin: one connection, which attaches anew for each run. */
export async function pluginShell(): Promise<Shell> {
  let runs = 0;
  let current: Pick<RunOptions, "env" | "log"> = { env: {}, log: () => undefined };
  const server = await servePluginParts(() => {
    const { env, log } = current;
    return { env, clock: skippingClock(), log: async (_severity, message) => log(message) };
  });
  const client = connectTo(server.port);
  return {
    async start({ ignoreChanges, ...options }) {
      current = options;
      const request = new plugin.PluginAttach().setAddress(`run ${++runs}`);
      await ask((done) => client.attach(request, done));
      return new PluginProvider(client, ignoreChanges);
    },
    stop() {
      client.close();
      server.stop();
    },
  };
}
