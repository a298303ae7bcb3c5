import { isDeepStrictEqual } from "node:util";
import { SERVER_INPUTS } from "../inputs/names";
import { isSameSource } from "../inputs/password-from";
import type { Settings } from "../inputs/settings";
import type { Desired } from "./desired";
import type { Known } from "./known";
import type { Remote } from "./remote";

/** The groups of a PATCH. Credentials are all four or none: a subset would be refused by Auth0. */
export interface Changes {
  readonly enabled?: boolean;
  readonly from?: string;
  readonly credentials: boolean;
  /** The new settings; `"clear"` where there must be none. */
  readonly settings?: Settings | "clear";
}

/** Everything there is to say, as for an adopted provider or one that is switched back to SMTP. */
export function everything(desired: Desired): Changes {
  return {
    enabled: desired.enabled,
    from: desired.from,
    credentials: true,
    settings: desired.settings ?? "clear",
  };
}

/** What must change in Auth0 for it to have what the program wants. Pure: no request, no clock. */
export function changesTo(known: Known, desired: Desired): Changes {
  if (known.providerName !== "smtp") return everything(desired);
  return {
    ...(known.enabled === desired.enabled ? {} : { enabled: desired.enabled }),
    ...(known.from === desired.from ? {} : { from: desired.from }),
    ...(isDeepStrictEqual(known.settings, desired.settings) ? {} : { settings: desired.settings ?? "clear" }),
    credentials: sendsCredentials(known, desired),
  };
}

/** Whether the plan needs no request. */
export function isNothing(changes: Changes): boolean {
  return (
    !changes.credentials &&
    changes.enabled === undefined &&
    changes.from === undefined &&
    changes.settings === undefined
  );
}

/** Where the mail goes, by values that need not be known yet. */
type Server = { readonly [name in (typeof SERVER_INPUTS)[number]]?: unknown };

/** What decides on the credentials of a PATCH. */
interface Login extends Server {
  readonly password?: unknown;
  readonly passwordFrom?: unknown;
}

/** Whether a change sends credentials. A value that is not known yet counts as changed. */
export function sendsCredentials(known: Login, desired: Login): boolean {
  return moved(known, desired) || rotated(known, desired);
}

/** Whether the mail goes another way: another server, or as another user. */
export function moved(one: Server, other: Server): boolean {
  return SERVER_INPUTS.some((name) => one[name] !== other[name]);
}

/** Whether what was found is what the program wants, as far as it can be read: the password cannot. */
export function isMet(found: Remote, desired: Desired): boolean {
  return (
    found.kind === "smtp" &&
    !moved(found, desired) &&
    found.enabled === desired.enabled &&
    found.from === desired.from &&
    isDeepStrictEqual(found.settings, desired.settings)
  );
}

/** A password or source that is no longer given rotates nothing: Auth0 keeps the one it has. */
function rotated(known: Login, desired: Login): boolean {
  if (desired.password !== undefined) return desired.password !== known.password;
  if (desired.passwordFrom !== undefined) return !isSameSource(desired.passwordFrom, known.passwordFrom);
  return false;
}
