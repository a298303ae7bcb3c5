import { SERVER_INPUTS } from "../inputs/names";
import { passwordOfState } from "../lifecycle/provider-failures";
import type { Desired } from "../model/desired";

type Properties = Readonly<Record<string, unknown>>;

/**
 * The passwords that the engine took from the state for inputs that were then checked (`ignoreChanges`). They do not count
 * as supplied, so `check` lets such inputs pass only where the password stays with the server that has it. A policy pack
 * that remediates changes inputs after that, and the engine checks them no more: so it is seen to again before a request.
 */
export class StatePasswords {
  private readonly filledIn = new Map<unknown, Properties>();
  private readonly supplied = new Set<unknown>();

  /** @param isSupplied whether the password among the checked inputs counts as supplied */
  checked(inputs: Properties, isSupplied: boolean): void {
    if (inputs.password === undefined) return;
    if (isSupplied) {
      this.filledIn.delete(inputs.domain);
      this.supplied.add(inputs.domain);
    } else {
      this.supplied.delete(inputs.domain);
      this.filledIn.set(inputs.domain, inputs);
    }
  }

  /** @throws SmtpProviderError `PASSWORD_REQUIRED` where a password of the state would get to another server or tenant */
  guard(desired: Desired): void {
    const { domain, password } = desired;
    if (password === undefined || this.supplied.has(domain)) return;
    const filledIn = [...this.filledIn.values()].filter((inputs) => inputs.password === password);
    if (filledIn.length === 0 || filledIn.some((inputs) => isSamePlace(inputs, desired))) return;
    throw passwordOfState(domain);
  }
}

function isSamePlace(inputs: Properties, desired: Desired): boolean {
  return (["domain", ...SERVER_INPUTS] as const).every((name) => inputs[name] === desired[name]);
}
