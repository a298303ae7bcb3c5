import type { Endpoint } from "../auth0/endpoint";
import type { Remote } from "../model/remote";
import type { Change, Surroundings } from "./change";
import { readPassword } from "./password-source";
import { reconcile } from "./reconcile";

/** Makes a change, which proves itself where the program asks for that, and returns what Auth0 then has. */
export async function apply(endpoint: Endpoint, change: Change, surroundings: Surroundings): Promise<Remote> {
  const { first, desired } = change;
  if (desired.verify !== undefined) {
    // Loaded only where it is needed.
    const { applyWithProof }: typeof import("./apply-with-proof") = require("./apply-with-proof");
    return applyWithProof(endpoint, change, desired.verify, surroundings);
  }
  const { env, say } = surroundings;
  const read = () => readPassword(desired, env, (message) => say("warning", message));
  return (await reconcile(endpoint, { first, desired }, read)).remote;
}
