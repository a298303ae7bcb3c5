import type { Endpoint, Written } from "../auth0/endpoint";
import { patchBody, postBody } from "../auth0/wire";
import type { Desired } from "../model/desired";
import type { Remote } from "../model/remote";
import { afterAnswer, afterLook, type Plan, type Step } from "./decide";
import * as failures from "./provider-failures";
import { afterOtherRequests, unclear, whileUnconfirmed } from "./unconfirmed-write";

/** How often one operation writes before it gives up. Each repetition comes after a look at the tenant. */
const WRITE_TRIES = 3;

/** What Auth0 then has, and the write that brought it about. */
export interface Reconciled {
  readonly remote: Remote;
  readonly written: Step;
  /** Whether its own answer says that it was carried out, and not only a look at the tenant. */
  readonly confirmed: boolean;
}

/**
 * Makes the tenant have what the program wants, with one request where one will do, and returns what Auth0 then has.
 * A write whose outcome is unclear is looked up before anything is repeated. Throws wherever the tenant may not have
 * it: a write that failed is never recorded as done.
 *
 * @param readPassword called only where the password is needed
 */
export async function reconcile(
  endpoint: Endpoint,
  { first, desired }: Plan,
  readPassword: () => Promise<string | undefined>,
): Promise<Reconciled> {
  const { domain } = endpoint;
  const hasPassword = desired.password !== undefined || desired.passwordFrom !== undefined;
  let mayHaveCreated = false;
  let unconfirmedWrite: string | undefined;
  let step = first;
  for (let tries = 1; ; tries++) {
    const method = step.kind.toUpperCase();
    const source = tries === 1 ? readPassword : () => afterOtherRequests(readPassword());
    const answer = await whileUnconfirmed(unconfirmedWrite, write(endpoint, step, desired, source));
    if (answer.kind === "done") return { remote: answer.remote, written: step, confirmed: true };
    if (answer.kind === "unclear") unconfirmedWrite = method;
    mayHaveCreated ||= unconfirmedWrite === "POST";
    const situation = { domain, desired, hasPassword, mayHaveCreated, unconfirmedWrite };
    let found: Remote | undefined;
    let next = afterAnswer(situation, step, answer);
    if (next === undefined) {
      found = await whileUnconfirmed(unconfirmedWrite, endpoint.get());
      // Of what is there, ours may be a part: no look shows the password. Where nothing is, nothing is ours.
      if (found === undefined) unconfirmedWrite = undefined;
      next = afterLook(situation, step, answer, found);
    }
    if (next.kind === "done") return { remote: next.remote, written: step, confirmed: false };
    if (next.kind === "fail") throw next.error;
    const mayGoOn =
      tries < WRITE_TRIES && (answer.kind !== "unclear" || (await endpoint.patience.beforeRetry(tries - 1)));
    if (!mayGoOn) throw unclear(domain, method, notConfirmed(answer), found);
    step = next.step;
  }
}

async function write(
  endpoint: Endpoint,
  step: Step,
  desired: Desired,
  readPassword: () => Promise<string | undefined>,
): Promise<Written> {
  if (step.kind === "patch" && !step.changes.credentials) {
    return endpoint.update(patchBody(step.changes, desired, undefined));
  }
  const password = await readPassword();
  if (password === undefined) throw failures.passwordRequired(endpoint.domain);
  return step.kind === "post"
    ? endpoint.create(postBody(desired, password))
    : endpoint.update(patchBody(step.changes, desired, password));
}

function notConfirmed(answer: Written): { readonly seen: string; readonly advice: string } {
  if (answer.kind === "unclear") return answer;
  return { seen: "somebody else changes it at the same time", advice: "Run it again when they have done." };
}
