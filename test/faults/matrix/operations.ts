import type { ErrorCode } from "../../../provider/model/errors.ts";
import type { StoredProvider, Tenant } from "../../emulator/index.ts";
import { mailScopes } from "../../emulator/tenant.ts";
import { storedBy } from "../../support/samples.ts";
import { BASE, OURS, type Program, SES, THEIRS } from "../samples.ts";

/** Who gets the mails that prove changes. */
const USER = "auth0|62463410c0242d00699461c8";

/** Sets the stage for an operation's mail. */
export function expectMail(tenant: Tenant, { mail }: Operation): void {
  for (const scope of mailScopes) tenant.scopes.add(scope);
  tenant.users.set(USER, "jane@example.com");
  tenant.mailError = mail === "refused" ? "535 5.7.8 Authentication failed" : undefined;
}

/** One command of the engine on one resource: how things stand before, what is asked, and how it ends without a fault. */
export interface Operation {
  readonly name: string;
  readonly command: "up" | "refresh" | "destroy";
  /** The program of the last `up`; left out: the resource is not in the state. */
  readonly applied?: Program;
  /** What the tenant has, whoever has put it there. */
  readonly before: StoredProvider | undefined;
  /** Whether a refresh has seen that since the last `up`. */
  readonly seen?: true;
  /** The program now. */
  readonly program: Program;
  /** What the tenant has when all went well. */
  readonly after: StoredProvider | undefined;
  /** Left out: it converges. */
  readonly refusedWith?: ErrorCode;
  /** Whether the SMTP server takes the mail that is to prove the change; left out: there is none. */
  readonly mail?: "taken" | "refused";
  /** What the tenant may be left with where a change that failed is not rolled back. */
  readonly kept?: StoredProvider;
}

const ADOPTING: Program = { ...BASE, onExisting: "adopt" };
const OTHER_FROM: Program = { ...BASE, from: "mail@acme.com" };
const OTHER_PASSWORD: Program = { ...BASE, password: "second-canary" };
const OTHER_HOST: Program = { ...BASE, host: "smtp2.acme.com" };
const DISABLING: Program = { ...BASE, onDelete: "disable" };

function proved(program: Program): Program {
  return { ...program, verify: { userId: USER, waitSeconds: 5 } };
}

const create = { command: "up", before: undefined } as const;
const adopt = { command: "up", program: ADOPTING, after: OURS } as const;
const update = { command: "up", applied: BASE, before: OURS } as const;
const refresh = { command: "refresh", applied: BASE, program: BASE } as const;
const destroy = { command: "destroy", applied: BASE, program: BASE } as const;

/** Every operation of the contract, and (from "create over another's" on) what keeps it off what is not ours. */
export const OPERATIONS: readonly Operation[] = [
  { ...create, name: "create", program: BASE, after: OURS },
  { ...adopt, name: "adopt another server's", before: THEIRS },
  {
    ...adopt,
    name: "adopt one with another password",
    before: storedBy({ ...BASE, password: "their-canary" }),
  },
  { ...update, name: "update of from", program: OTHER_FROM, after: storedBy(OTHER_FROM) },
  { ...update, name: "update of the password", program: OTHER_PASSWORD, after: storedBy(OTHER_PASSWORD) },
  { ...update, name: "update of the host", program: OTHER_HOST, after: storedBy(OTHER_HOST) },
  {
    ...update,
    name: "update of a deleted one",
    before: undefined,
    program: OTHER_FROM,
    after: storedBy(OTHER_FROM),
  },
  { ...update, name: "switch back", before: SES, seen: true, program: BASE, after: OURS },
  { ...refresh, name: "refresh", before: OURS, after: OURS },
  { ...destroy, name: "delete", before: OURS, after: undefined },
  {
    ...destroy,
    name: "disable",
    applied: DISABLING,
    before: OURS,
    program: DISABLING,
    after: { ...OURS, enabled: false },
  },
  {
    ...create,
    name: "create over another's",
    before: THEIRS,
    program: BASE,
    after: THEIRS,
    refusedWith: "PROVIDER_EXISTS",
  },
  {
    ...update,
    name: "update of a switched one",
    before: SES,
    program: OTHER_FROM,
    after: SES,
    refusedWith: "PROVIDER_CHANGED",
  },
  { ...refresh, name: "refresh of a deleted one", before: undefined, after: undefined },
  { ...destroy, name: "delete of a switched one", before: SES, after: SES },
  { ...create, name: "create with a proof", program: proved(BASE), after: OURS, mail: "taken" },
  {
    ...update,
    name: "a change that fails its proof",
    program: proved(OTHER_PASSWORD),
    after: OURS,
    refusedWith: "VERIFICATION_FAILED",
    mail: "refused",
    kept: storedBy(OTHER_PASSWORD),
  },
];
