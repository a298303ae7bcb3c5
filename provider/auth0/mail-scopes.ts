import { SmtpProviderError } from "../model/errors";
import type { Grant } from "./grant";
import type { Patience } from "./patience";
import { send } from "./send";
import type { Session } from "./session";

/** What it takes to have Auth0 send a mail, and to read what came of it. */
const MAIL_SCOPES = ["update:users", "read:logs"] as const;

/**
 * What the tenant grants to the credentials. It costs a token request at most.
 *
 * @throws SmtpProviderError as `send`
 */
export async function grantOf(session: Session, patience: Patience): Promise<Grant> {
  let grant: Grant | undefined;
  const ask = async () => {
    grant = await session.grant();
  };
  await send(session, { path: "/oauth/token", scope: "", run: ask }, patience);
  return grant ?? { scopes: undefined, confirmed: true };
}

/**
 * Sees to it that a proof can be made, before there is anything to prove. Where the token does not say what it grants, it
 * is left to the requests.
 *
 * @throws SmtpProviderError `MISSING_SCOPE`, and as `send`
 */
export async function requireMailScopes(session: Session, patience: Patience): Promise<void> {
  const { scopes } = await grantOf(session, patience);
  const missing = scopes === undefined ? [] : MAIL_SCOPES.filter((scope) => !scopes.has(scope));
  if (missing.length === 0) return;
  const scopesMissing = `the ${missing.length === 1 ? "scope" : "scopes"} ${missing.join(" and ")}`;
  throw new SmtpProviderError("MISSING_SCOPE", {
    what: `To verify a mail, the token for ${session.domain} needs ${scopesMissing}, and has not got it.`,
    truth: "Nothing was written to Auth0, and no mail was sent.",
    todo: session.renewable
      ? `Grant the application ${scopesMissing} on the Auth0 Management API.`
      : `Set an API token that has ${scopesMissing}.`,
  });
}
