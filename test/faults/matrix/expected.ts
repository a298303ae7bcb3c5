import type { ErrorCode } from "../../../provider/model/errors.ts";

/** How an operation ends under a fault: as without one, or with this code. */
export type Ending = "as ever" | ErrorCode;

const CODES: Readonly<Record<string, Ending>> = {
  ".": "as ever",
  U: "UNAUTHORIZED",
  S: "MISSING_SCOPE",
  R: "REJECTED",
  X: "UNREACHABLE",
  V: "VERIFICATION_FAILED",
};

/**
 * A row for each request of each operation, a column for each fault. `.`: it ends as without the fault (waited out,
 * repeated, or looked up). Else the code: U `UNAUTHORIZED`, S `MISSING_SCOPE`, R `REJECTED`, X `UNREACHABLE`,
 * V `VERIFICATION_FAILED`.
 */
const TABLE = `
                                        400 401 403 404 409 429 429 500 500 reset   reset  time-out time-out trun- no
operation                       request                  reset bare once ever before  after  before   after   cated JSON
create                          token   U   U   U   U   U   .   .   .   X   .       .      .        .       .     .
create                          post    R   .   S   R   .   .   .   .   X   .       .      .        .       .     .
adopt another server's          token   U   U   U   U   U   .   .   .   X   .       .      .        .       .     .
adopt another server's          post    R   .   S   R   .   .   .   .   X   .       .      .        .       .     .
adopt another server's          patch   R   .   S   R   R   .   .   .   X   .       .      .        .       .     .
adopt one with another password token   U   U   U   U   U   .   .   .   X   .       .      .        .       .     .
adopt one with another password post    R   .   S   R   .   .   .   .   X   .       .      .        .       .     .
adopt one with another password patch   R   .   S   R   R   .   .   .   X   .       .      .        .       .     .
update of from                  token   U   U   U   U   U   .   .   .   X   .       .      .        .       .     .
update of from                  patch   R   .   S   R   R   .   .   .   X   .       .      .        .       .     .
update of the password          token   U   U   U   U   U   .   .   .   X   .       .      .        .       .     .
update of the password          patch   R   .   S   R   R   .   .   .   X   .       .      .        .       .     .
update of the host              token   U   U   U   U   U   .   .   .   X   .       .      .        .       .     .
update of the host              patch   R   .   S   R   R   .   .   .   X   .       .      .        .       .     .
update of a deleted one         token   U   U   U   U   U   .   .   .   X   .       .      .        .       .     .
update of a deleted one         patch   .   .   S   .   .   .   .   .   X   .       .      .        .       .     .
update of a deleted one         post    R   .   S   R   .   .   .   .   X   .       .      .        .       .     .
switch back                     token   U   U   U   U   U   .   .   .   X   .       .      .        .       .     .
switch back                     patch   R   .   S   R   R   .   .   .   X   .       .      .        .       .     .
refresh                         token   U   U   U   U   U   .   .   .   X   .       .      .        .       .     .
refresh                         get     R   .   S   R   R   .   .   .   X   .       .      .        .       .     .
delete                          token   U   U   U   U   U   .   .   .   X   .       .      .        .       .     .
delete                          get     R   .   S   R   R   .   .   .   X   .       .      .        .       .     .
delete                          delete  R   .   S   R   R   .   .   .   X   .       .      .        .       .     .
disable                         token   U   U   U   U   U   .   .   .   X   .       .      .        .       .     .
disable                         get     R   .   S   R   R   .   .   .   X   .       .      .        .       .     .
disable                         patch   R   .   S   R   R   .   .   .   X   .       .      .        .       .     .
create over another's           token   U   U   U   U   U   .   .   .   X   .       .      .        .       .     .
create over another's           post    R   .   S   R   .   .   .   .   X   .       .      .        .       .     .
create over another's           get     R   .   S   R   R   .   .   .   X   .       .      .        .       .     .
update of a switched one        token   U   U   U   U   U   .   .   .   X   .       .      .        .       .     .
update of a switched one        patch   .   .   S   .   .   .   .   .   X   .       .      .        .       .     .
update of a switched one        get     R   .   S   R   R   .   .   .   X   .       .      .        .       .     .
refresh of a deleted one        token   U   U   U   U   U   .   .   .   X   .       .      .        .       .     .
refresh of a deleted one        get     R   .   S   R   R   .   .   .   X   .       .      .        .       .     .
delete of a switched one        token   U   U   U   U   U   .   .   .   X   .       .      .        .       .     .
delete of a switched one        get     R   .   S   R   R   .   .   .   X   .       .      .        .       .     .
create with a proof             token   U   U   U   U   U   .   .   .   X   .       .      .        .       .     .
create with a proof             post    R   .   S   R   .   .   .   .   X   .       .      .        .       .     .
create with a proof             job     R   .   S   R   R   .   .   V   V   V       V      V        V       V     V
create with a proof             logs    .   .   .   .   .   .   .   .   V   .       .      .        .       .     .
create with a proof             logs    .   .   .   .   .   .   .   .   V   .       .      .        .       .     .
create with a proof             logs    V   .   V   V   V   .   .   .   V   .       .      .        .       .     .
a change that fails its proof   token   U   U   U   U   U   .   .   .   X   .       .      .        .       .     .
a change that fails its proof   patch   R   .   S   R   R   .   .   .   X   .       .      .        .       .     .
a change that fails its proof   job     R   .   S   R   R   .   .   .   .   .       .      .        .       .     .
a change that fails its proof   logs    .   .   .   .   .   .   .   .   .   .       .      .        .       .     .
a change that fails its proof   patch   .   .   .   .   .   .   .   .   .   .       .      .        .       .     .
`;

/** One request of one operation, and how that ends under each fault, in the order of `FAULTS`. */
export interface Row {
  readonly operation: string;
  readonly request: string;
  readonly endings: readonly Ending[];
}

export const ROWS: readonly Row[] = TABLE.split("\n").flatMap((line) => {
  const [, operation, request, cells] =
    /^(\S.*?) +(token|get|post|patch|delete|job|logs) +([.USRXV ]+)$/.exec(line) ?? [];
  if (operation === undefined || request === undefined || cells === undefined) return [];
  return [{ operation, request, endings: cells.trim().split(/ +/).map(ending) }];
});

function ending(cell: string): Ending {
  const found = CODES[cell];
  if (found === undefined) throw new Error(`${cell} is no ending`);
  return found;
}
