import { updateProvider } from "../emulator/email-provider.ts";
import type { StoredProvider } from "../emulator/index.ts";
import type { Expected } from "./expected.ts";
import type { Model } from "./model.ts";
import { type Inputs, type Outputs, onTheWire } from "./program.ts";

/** What a tenant gets back: a provider, none, or no way back at all. */
export type Back = { readonly tenant: StoredProvider | undefined } | "none";

/** What a change comes to that has to prove itself, where mail depends on what was sent. */
export function afterProof(model: Model, inputs: Inputs, made: Expected, sent: object, back: Back): Expected {
  if (inputs.verify === undefined || !concernsMail(inputs, sent)) return made;
  const proved = { ...made, kept: made.ifLost?.tenant ?? made.tenant };
  if (made.code !== undefined || !model.mailFails) return proved;
  const isRolledBack = inputs.verify.onFailure === "rollback" && back !== "none";
  return {
    code: "VERIFICATION_FAILED",
    tenant: isRolledBack ? back.tenant : made.tenant,
    state: model.state,
    kept: made.tenant,
  };
}

function concernsMail({ enabled }: Inputs, sent: object): boolean {
  return enabled && ["credentials", "default_from_address", "enabled"].some((group) => group in sent);
}

/** All that was known is written again; the password only where another was sent, and only if it is known. */
export function backTo(known: Outputs, made: StoredProvider | undefined, sent: object): Back {
  const { name, credentials, settings = {}, ...common } = onTheWire(known, known.password ?? "");
  const needsPassword = "credentials" in sent;
  if (known.providerName !== "smtp" || (needsPassword && known.password === undefined)) return "none";
  const body = { name, ...common, settings, ...(needsPassword ? { credentials } : {}) };
  return { tenant: updateProvider(made, body).stored };
}
