import type { Failed, Outcome, Properties, Provider } from "../support/provider-calls.ts";

/** A resource as the engine keeps it between its commands. */
export interface Recorded {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

export type Command = "up" | "refresh" | "destroy";

/** What a command leaves behind. */
export interface Ended {
  /** Undefined: the resource is not in the state. */
  readonly state: Recorded | undefined;
  readonly failure?: Pick<Failed, "code" | "message">;
}

class Stopped extends Error {
  readonly failure: Failed;

  constructor(failure: Failed) {
    super(failure.message);
    this.failure = failure;
  }
}

/**
 * One command of the engine on one resource: the calls that it makes to the provider, in its order, and the state that
 * it keeps. A thousand cases through the real engine would take an hour; a part of them goes through that as well.
 *
 * @param program the program's inputs
 */
export async function run(
  provider: Provider,
  command: Command,
  state: Recorded | undefined,
  program: Properties,
): Promise<Ended> {
  try {
    return { state: await COMMANDS[command](provider, state, program) };
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    const { code, message, recorded } = error.failure;
    return {
      state: recorded ? { id: "", inputs: program, outputs: recorded } : state,
      failure: { code, message },
    };
  }
}

/** Whether a preview shows a change. */
export async function previewShowsChange(
  provider: Provider,
  state: Recorded | undefined,
  program: Properties,
): Promise<boolean> {
  const inputs = await check(provider, state, program);
  if (state === undefined) return true;
  return need(await provider.diff(state.id, state.outputs, inputs)).changes;
}

const COMMANDS = { up, refresh, destroy };

async function up(provider: Provider, state: Recorded | undefined, program: Properties): Promise<Recorded> {
  const inputs = await check(provider, state, program);
  if (state === undefined) {
    const { id, outputs } = need(await provider.create(inputs));
    return { id, inputs, outputs };
  }
  const { id } = state;
  const { changes, replaces } = need(await provider.diff(id, state.outputs, inputs));
  if (replaces.length > 0) throw new Error(`${replaces} would replace the resource`);
  if (!changes) return { ...state, inputs };
  const { outputs } = need(await provider.update(id, state.outputs, inputs));
  return { id, inputs, outputs };
}

async function refresh(provider: Provider, state: Recorded | undefined): Promise<Recorded | undefined> {
  if (state === undefined) return undefined;
  const { id, inputs, outputs } = need(await provider.read(state.id, state.outputs));
  return id === "" ? undefined : { id, inputs, outputs };
}

async function destroy(provider: Provider, state: Recorded | undefined): Promise<undefined> {
  if (state !== undefined) need(await provider.delete(state.id, state.outputs));
  return undefined;
}

async function check(
  provider: Provider,
  state: Recorded | undefined,
  program: Properties,
): Promise<Properties> {
  const { inputs, failures } = need(await provider.check(state?.inputs ?? {}, program));
  const [failure] = failures;
  if (failure === undefined) return inputs;
  const code = /^([A-Z_]+): /.exec(failure.reason)?.[1];
  throw new Stopped({ ok: false, code, message: failure.reason, recorded: undefined });
}

function need<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Stopped(outcome);
  return outcome;
}
