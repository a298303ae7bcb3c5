import type { StoredProvider } from "../emulator/index.ts";
import type { Program, State } from "./program.ts";

/** What should be true: of the program, the state and the tenant. */
export interface Model {
  program: Program;
  /** What the variable of `passwordFrom` holds. */
  sourced: string;
  state: State | undefined;
  tenant: StoredProvider | undefined;
  /** Whether the SMTP server refuses Auth0's mails. */
  mailFails: boolean;
  /** What will go wrong in the next operation. */
  faults: Mishap[];
  /** Each password with the host it was given for, by the program or by somebody else. */
  given: Set<string>;
}

/** A fault that passes, or a refusal that stands. */
export type Mishap = "passing" | "refusal";

/** A host and a password that belong together. */
export function pair(host: unknown, password: unknown): string {
  return JSON.stringify([host, password]);
}
