import type { Fault } from "../../emulator/index.ts";

/** A fault of the matrix: on one request, or from that request on. */
export interface MatrixFault {
  readonly name: string;
  readonly fault: Fault;
  readonly times: 1 | "always";
  /** Whether it is seen by no answer within the time that a request may take. */
  readonly slow: boolean;
}

const fault = (name: string, fault: Fault, times: 1 | "always" = 1): MatrixFault => ({
  name,
  fault,
  times,
  slow: fault.kind === "timeout" || fault.kind === "timeout-after",
});

const status = (code: number): Fault => ({ kind: "status", status: code });

/** "after": the tenant has carried the request out, and nobody hears of it. So it is with `truncated` and `no JSON`. */
export const FAULTS: readonly MatrixFault[] = [
  fault("400", status(400)),
  fault("401", status(401)),
  fault("403", status(403)),
  fault("404", status(404)),
  fault("409", status(409)),
  fault("429 with reset", { kind: "429", resetInSeconds: 1 }),
  fault("429 bare", { kind: "429" }),
  fault("500 once", status(500)),
  fault("500 for ever", status(500), "always"),
  fault("reset before", { kind: "reset-before" }),
  fault("reset after", { kind: "reset-after" }),
  fault("time-out before", { kind: "timeout" }),
  fault("time-out after", { kind: "timeout-after" }),
  fault("truncated", { kind: "truncated" }),
  fault("no JSON", { kind: "not-json" }),
];
