import { SERVER_INPUTS } from "../inputs/names";
import type { Program } from "../inputs/program";
import { UNKNOWN } from "../inputs/unknown";
import type { CheckFailure } from "./check";
import { type Explanation, explain, SmtpProviderError } from "./errors";
import { type Destination, describeReasons, reasonsForPassword } from "./password-rule";

type Properties = Readonly<Record<string, unknown>>;

/** The password rule for a check. Inputs that are themselves refused give no reason: their own message is enough. */
export function passwordRefusal(
  olds: Properties,
  inputs: Properties,
  given: Properties,
  program: Program,
): readonly CheckFailure[] {
  if (program.gavePassword(given.password, olds.password) || given.passwordFrom !== undefined) return [];
  const next: Destination = Object.fromEntries(
    ["domain", ...SERVER_INPUTS].map((name) => [name, inputs[name] ?? UNKNOWN]),
  );
  const reasons = reasonsForPassword(Object.keys(olds).length === 0 ? undefined : olds, next);
  if (reasons.length === 0) return [];
  const filled = given.password !== undefined;
  const secrets = new Set([...program.secrets, ...program.secretsOf(olds)]);
  const explanation = passwordRequired(
    describeReasons(reasons, secrets),
    filled || program.isPasswordWithheld(given.password),
  );
  return [{ property: filled ? "" : "password", reason: explain("PASSWORD_REQUIRED", explanation) }];
}

/** @param filled the program gives none that counts: `ignoreChanges` has the engine take the state's */
function passwordRequired(because: string, filled: boolean): Explanation {
  return {
    what: `password must be supplied, because ${because}.`,
    truth: "Nothing was sent to Auth0.",
    todo: filled
      ? "The password in the state does not count: remove it from ignoreChanges, or set passwordFrom."
      : "Set password (for example config.requireSecret) or passwordFrom.",
  };
}

/**
 * The password rule for checked inputs whose password `ignoreChanges` has taken from the state: it does not count.
 *
 * @param secrets the inputs whose values, old or new, must not be shown
 * @throws SmtpProviderError `PASSWORD_REQUIRED` where it would get to another server or tenant
 */
export function refuseFilledPassword(
  olds: Properties,
  inputs: Properties,
  secrets: ReadonlySet<string>,
): void {
  if (inputs.password === undefined || inputs.passwordFrom !== undefined) return;
  const reasons = reasonsForPassword(olds, inputs);
  if (reasons.length > 0)
    throw new SmtpProviderError(
      "PASSWORD_REQUIRED",
      passwordRequired(describeReasons(reasons, secrets), true),
    );
}
