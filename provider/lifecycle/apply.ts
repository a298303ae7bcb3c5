import type { Endpoint } from "../auth0/endpoint";
import { requireMailScopes } from "../auth0/mail-scopes";
import type { Desired } from "../model/desired";
import type { Known } from "../model/known";
import type { Remote } from "../model/remote";
import type { Step } from "./decide";
import { readPassword, readPreviousPassword } from "./password-source";
import { reconcile } from "./reconcile";
import { proveChange } from "./verify-change";
import { concernsMail, needsPrevious } from "./way-back";

/** A change that is to be made. */
export interface Change {
  /** The write to begin with. */
  readonly first: Step;
  readonly desired: Desired;
  /** What the tenant had before, as recorded; undefined where the resource is created. */
  readonly known: Known | undefined;
  /** The inputs whose values must not be shown. */
  readonly secrets: ReadonlySet<string>;
}

/** What making a change takes from the process that it is made in. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Says something that stops nothing. */
  readonly say: (severity: "info" | "warning", message: string) => Promise<void>;
}

/**
 * Makes a change, and has it prove itself where the program asks for that. What can be seen to be missing for it is found
 * missing before anything is written.
 */
export async function apply(
  endpoint: Endpoint,
  { first, desired, known, secrets }: Change,
  { env, say }: Surroundings,
): Promise<Remote> {
  const { verify } = desired;
  const plan = { first, desired };
  const warn = (message: string) => say("warning", message);
  if (verify === undefined) {
    return (await reconcile(endpoint, plan, () => readPassword(desired, env, warn))).remote;
  }
  let password: string | undefined;
  let previous: string | undefined;
  const read = async () => {
    password ??= await readPassword(desired, env, warn);
    return password;
  };
  if (concernsMail(first, desired)) {
    if (first.kind === "post" || first.changes.credentials) await read();
    if (verify.onFailure === "rollback" && needsPrevious(first, known)) {
      previous = readPreviousPassword(desired, env);
    }
    await requireMailScopes(endpoint.session, endpoint.patience);
  }
  const { remote, written } = await reconcile(endpoint, plan, read);
  if (!concernsMail(written, desired)) return remote;
  // Only to know it where a server repeats it: it may be none of this change.
  const passwords = [await read().catch(() => undefined), known?.password, previous];
  await proveChange(endpoint, { verify, desired, known, written, remote, previous, passwords, secrets });
  await say("info", noFailureSeen(endpoint.domain, verify.waitSeconds));
  return remote;
}

function noFailureSeen(domain: string, seconds: number): string {
  return `${domain}: Auth0 has taken on a verification mail, and its logs show no failure within ${seconds} s. This is no proof of delivery.`;
}
