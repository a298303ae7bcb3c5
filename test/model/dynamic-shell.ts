import { createProvider } from "pulumi-auth0-smtp/dynamic-provider";
import type { Outcome, Properties, Provider } from "../support/provider-calls.ts";
import { skippingClock } from "../support/skipping-clock.ts";
import type { Shell } from "./shells.ts";

type Dynamic = ReturnType<typeof createProvider>;

/** The dynamic resource's provider, called as its process calls it. */
export async function dynamicShell(): Promise<Shell> {
  return {
    async start({ env, log }) {
      const clock = skippingClock();
      return called(createProvider({ env, clock, log: async (_, message) => log(message) }));
    },
    stop: () => undefined,
  };
}

function called(provider: Dynamic): Provider {
  return {
    check: (olds, news) =>
      outcome(async () => {
        const { inputs = {}, failures = [] } = await method(provider, "check")(sent(olds), sent(news));
        return { inputs: sent(inputs), failures };
      }),
    diff: (id, olds, news) =>
      outcome(async () => {
        const { changes = true, replaces = [] } = await method(provider, "diff")(id, sent(olds), sent(news));
        return { changes, replaces };
      }),
    create: (inputs) =>
      outcome(async () => {
        const { id, outs = {} } = await provider.create(sent(inputs));
        return { id, outputs: sent(outs) };
      }),
    read: (id, outputs) =>
      outcome(async () => {
        const { id: found = "", props = {}, inputs = {} } = await method(provider, "read")(id, sent(outputs));
        return { id: found, outputs: sent(props), inputs: sent(inputs) };
      }),
    update: (id, olds, news) =>
      outcome(async () => {
        const { outs = {} } = await method(provider, "update")(id, sent(olds), sent(news));
        return { outputs: sent(outs) };
      }),
    delete: (id, outputs) =>
      outcome(async () => {
        await method(provider, "delete")(id, sent(outputs));
        return {};
      }),
  };
}

/** A failure with its stack: nothing may show a secret. */
async function outcome<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, ...(await work()) };
  } catch (error) {
    const message = error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
    return { ok: false, code: /^([A-Z_]+): /.exec(message)?.[1], message, recorded: undefined };
  }
}

/** As it comes through the engine: undefined is left out. */
function sent(properties: Properties): Record<string, unknown> {
  return JSON.parse(JSON.stringify(properties));
}

function method<K extends "check" | "diff" | "read" | "update" | "delete">(
  provider: Dynamic,
  name: K,
): NonNullable<Dynamic[K]> {
  const found = provider[name];
  if (found === undefined) throw new Error(`The provider has no ${name}.`);
  return found;
}
