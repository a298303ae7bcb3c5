import type { MailProject } from "../engine/mail-project.ts";
import type { DoomedUp } from "./doomed-up.ts";
import { StateGate } from "./state-gate.ts";

/** The request that carries out an operation. */
export type Write = "post" | "patch" | "delete";

/** Plans the end of an `up` that is yet to be started, and returns what is to be done when it is over. */
type Plan = (mail: MailProject, write: Write, up: () => DoomedUp) => () => Promise<void>;

/**
 * The moments at which a crash may leave the state and the tenant apart. A request is not answered before what is
 * planned for it is done, so none of them is a matter of time.
 */
export const crashPoints = {
  "killed before the request": ({ tenant }, _write, up) => {
    tenant.failNext({ kind: "hook", run: () => up().kill() }, { on: "token" });
    return async () => {};
  },
  "killed after the server applied it": ({ tenant }, write, up) => {
    tenant.failNext({ kind: "hook-after", run: () => up().kill() }, { on: write });
    return async () => {};
  },
  /** The answer arrives, and the engine is about to write down what came of it. */
  "killed before the state is written": ({ tenant, project }, write, up) => {
    let gate: StateGate | undefined;
    const shut = () => {
      gate = new StateGate(project.stateFile, () => up().kill());
    };
    tenant.failNext({ kind: "hook-after", run: shut }, { on: write });
    return async () => gate?.remove();
  },
  /** The first Ctrl-C has the engine wait for what is under way; the second has it leave at once. */
  "interrupted twice": ({ tenant }, write, up) => {
    const run = async () => {
      await up().interrupt("^C received; cancelling");
      await up().interrupt("^C received; terminating");
      await up().ended;
    };
    tenant.failNext({ kind: "hook-after", run }, { on: write });
    return async () => {};
  },
} as const satisfies Record<string, Plan>;

export type CrashPoint = keyof typeof crashPoints;
