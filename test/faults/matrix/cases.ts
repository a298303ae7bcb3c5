import { type Ending, ROWS } from "./expected.ts";
import { FAULTS, type MatrixFault } from "./faults.ts";
import { OPERATIONS, type Operation } from "./operations.ts";

/** One fault on one request of one operation. */
export interface Case {
  readonly operation: Operation;
  /** The request that it strikes, counted from 0. */
  readonly request: number;
  readonly fault: MatrixFault;
  readonly ending: Ending;
  readonly name: string;
}

/** The whole matrix: every fault on every request of every operation. */
export const CASES: readonly Case[] = OPERATIONS.flatMap((operation) =>
  ROWS.filter((row) => row.operation === operation.name).flatMap((row, request) =>
    FAULTS.map((fault, column) => {
      const ending = row.endings[column];
      if (ending === undefined)
        throw new Error(`no ending for ${fault.name} in: ${row.operation}, ${row.request}`);
      return { operation, request, fault, ending, name: `${row.request}: ${fault.name} → ${ending}` };
    }),
  ),
);

/** The code that an operation must end with under a fault; undefined: it converges. */
export function expectedCode({ ending, operation }: Case): string | undefined {
  return ending === "as ever" ? operation.refusedWith : ending;
}
