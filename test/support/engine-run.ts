import { CommandError, type EngineEvent } from "@pulumi/pulumi/automation/index.js";
import type { Emulator, LoggedRequest } from "../emulator/index.ts";

/** What one engine command did: what it printed, what it changed, and what Auth0 got. */
export interface Result {
  readonly ok: boolean;
  /** Everything printed, stdout and stderr together. */
  readonly output: string;
  /** What the engine did to resources, in order: `["create mail"]`. Reading one, or leaving it the same, is nothing. */
  readonly steps: readonly string[];
  /** The engine's count of changes by kind, the stack's own included; after `refresh`, those that it found. */
  readonly changes: Readonly<Record<string, number>>;
  /** The requests of this command: `["token", "post"]`. */
  readonly kinds: readonly string[];
  readonly requests: readonly LoggedRequest[];
  /** What the engine told of itself, as it tells other tools. */
  readonly events: readonly EngineEvent[];
}

/** What a command of the Automation API takes so that it is watched. */
export interface Watch {
  readonly onOutput: (text: string) => void;
  readonly onError: (text: string) => void;
  readonly onEvent: (event: EngineEvent) => void;
}

/** Runs a command of the Automation API, whether it fails or not, and says what it did. */
export async function watched(auth0: Emulator, command: (watch: Watch) => Promise<unknown>): Promise<Result> {
  auth0.takeRequests();
  let output = "";
  const events: EngineEvent[] = [];
  const print = (text: string) => {
    output += text;
  };
  const ok = await command({
    onOutput: print,
    onError: print,
    onEvent: (event) => events.push(event),
  }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof CommandError) return false;
      throw error;
    },
  );
  const requests = auth0.takeRequests();
  return {
    ok,
    output,
    steps: events.flatMap(stepOf),
    changes: changesIn(events),
    kinds: requests.map(({ kind }) => kind),
    requests,
    events,
  };
}

function stepOf({ resourcePreEvent }: EngineEvent): string[] {
  if (!resourcePreEvent) return [];
  const { op, urn, type } = resourcePreEvent.metadata;
  if (op === "same" || op === "refresh" || type.startsWith("pulumi:")) return [];
  return [`${op} ${urn.split("::").at(-1)}`];
}

function changesIn(events: readonly EngineEvent[]): Record<string, number> {
  const counts = events.flatMap(({ summaryEvent }) => Object.entries(summaryEvent?.resourceChanges ?? {}));
  return Object.fromEntries(counts.filter(([kind]) => kind !== "same"));
}
