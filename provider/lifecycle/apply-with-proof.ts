import type { Endpoint } from "../auth0/endpoint";
import { requireMailScopes } from "../auth0/mail-scopes";
import type { VerifySettings } from "../inputs/verify";
import type { Remote } from "../model/remote";
import type { Change, Surroundings } from "./change";
import { readPassword, readPreviousPassword } from "./password-source";
import { reconcile } from "./reconcile";
import { proveChange } from "./verify-change";
import { noFailureSeen } from "./warnings";
import { concernsMail, needsPrevious } from "./way-back";

/**
 * Makes a change, and has it prove itself if mail depends on it. What can be seen to be missing for the proof or for the
 * way back is found missing before anything is written.
 */
export async function applyWithProof(
  endpoint: Endpoint,
  { first, desired, known, secrets }: Change,
  verify: VerifySettings,
  { env, say }: Surroundings,
): Promise<Remote> {
  let password: string | undefined;
  let previous: string | undefined;
  const read = async () => {
    password ??= await readPassword(desired, env, (message) => say("warning", message));
    return password;
  };
  if (concernsMail(first, desired)) {
    if (first.kind === "post" || first.changes.credentials) await read();
    if (verify.onFailure === "rollback" && needsPrevious(first, known)) {
      previous = readPreviousPassword(desired, env);
    }
    await requireMailScopes(endpoint.session, endpoint.patience);
  }
  const reconciled = await reconcile(endpoint, { first, desired }, read);
  const { remote, written } = reconciled;
  if (!concernsMail(written, desired)) return remote;
  // Only to know it where a server repeats it: it may be none of this change.
  const passwords = [await read().catch(() => undefined), known?.password, previous];
  await proveChange(endpoint, { ...reconciled, verify, desired, known, previous, passwords, secrets });
  await say("info", noFailureSeen(endpoint.domain, verify.waitSeconds));
  return remote;
}
