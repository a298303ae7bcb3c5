import { UNKNOWN } from "../inputs/unknown";
import { sendsCredentials } from "../model/plan";
import { ADOPTED, OTHER_SERVICE, PASSWORD_UNKNOWN } from "./way-back";

type Properties = Readonly<Record<string, unknown>>;

/**
 * Says that a change could not be rolled back if its mail failed, and why, as far as that can be told before it is made;
 * undefined where it could, or where nobody wants it to be. Values that are not known yet count as changed.
 *
 * @param olds the inputs last recorded, `{}` where there is no resource yet
 * @param inputs checked inputs
 */
export function noteOnWayBack(olds: Properties, inputs: Properties): string | undefined {
  const why = whyNone(olds, inputs);
  if (why === undefined) return undefined;
  const where = why === ADOPTED ? "if the tenant has an e-mail provider already, " : "";
  return `verify: ${where}a change whose mail fails would not be rolled back, because ${why}.`;
}

function whyNone(olds: Properties, inputs: Properties): string | undefined {
  if (!isRollback(inputs.verify) || inputs.enabled === false) return undefined;
  const { domain } = inputs;
  if (Object.keys(olds).length === 0 || (domain !== UNKNOWN && olds.domain !== domain)) {
    return inputs.onExisting === "adopt" ? ADOPTED : undefined;
  }
  if (olds.providerName !== undefined && olds.providerName !== "smtp") return OTHER_SERVICE;
  if (!sendsCredentials(olds, inputs) || olds.password !== undefined || namesPrevious(inputs.passwordFrom)) {
    return undefined;
  }
  return PASSWORD_UNKNOWN;
}

/** Checked inputs have a word for it, but where a part of them is not known yet. */
function isRollback(verify: unknown): boolean {
  return (
    typeof verify === "object" && verify !== null && !("onFailure" in verify && verify.onFailure === "fail")
  );
}

function namesPrevious(passwordFrom: unknown): boolean {
  return (
    typeof passwordFrom === "object" &&
    passwordFrom !== null &&
    "previous" in passwordFrom &&
    passwordFrom.previous !== undefined
  );
}
