import { expect } from "vitest";
import type { ErrorCode } from "../../provider/model/errors.ts";
import type { LoggedRequest, StoredProvider } from "../emulator/index.ts";
import type { Expected } from "./expected.ts";
import { type Model, pair } from "./model.ts";
import type { Attempt, Ending, Stack } from "./stack.ts";

/**
 * Holds what came of an operation to what should have, and takes the model there.
 *
 * A fault that passes is not to be noticed, and a refusal changes nothing; where several meet, or another service has
 * taken SMTP's place unseen, the operation may also fail with the old state.
 */
export function judge(model: Model, stack: Stack, attempt: Attempt, planned: Expected, ending: Ending): void {
  const before = model.tenant;
  const isProof = "kept" in planned;
  // A create that was only seen, and not confirmed, is not deleted where its mail fails.
  const isStruck = attempt.requests.some((one) => isFaulty(one) || (isProof && isLostPost(one)));
  const met = isStruck || model.faults.length > 1 ? model.faults : [];
  const lost = attempt.code === undefined && attempt.requests.some(isLostPost);
  const expected = (lost && planned.ifLost) || planned;
  const mayFail =
    isProof || met.includes("refusal") || met.length > 1 || (before !== undefined && before.name !== "smtp");
  if (met.length > 0 && mayFail && attempt.code !== undefined) {
    expect(REFUSALS).toContain(attempt.code);
    expect(stack.state).toEqual(model.state);
    const refusedOnly = met.length === 1 && met[0] === "refusal";
    const allowed = isProof
      ? [before, expected.tenant, planned.kept, ...(model.state === undefined ? [undefined] : [])]
      : refusedOnly || expected.code !== undefined
        ? [before]
        : [before, expected.tenant];
    expect(allowed).toContainEqual(stack.tenant.provider);
    model.tenant = stack.tenant.provider;
  } else {
    expect(attempt.code).toBe(expected.code);
    if (ending === "recorded") model.state = expected.state;
    model.tenant = expected.tenant;
    expect(stack.tenant.provider).toEqual(model.tenant);
    expect(stack.state).toEqual(model.state);
  }
  model.faults = [];
  stack.tenant.faults.clear();
  onlyPasswordsThatWereGiven(model, stack.tenant.provider);
  noSecretIsSaid(model, stack);
}

/** How an operation may end that meets what it cannot get past. */
const REFUSALS: readonly string[] = [
  "UNAUTHORIZED",
  "MISSING_SCOPE",
  "REJECTED",
  "UNREACHABLE",
  "PROVIDER_EXISTS",
  "PROVIDER_CHANGED",
  "PASSWORD_REQUIRED",
  "VERIFICATION_FAILED",
] satisfies readonly ErrorCode[];

/**
 * Auth0 itself answers 400 where somebody has switched the provider, which is no fault. A mail that is taken on is answered
 * 201; 200 has a web page in it.
 */
function isFaulty({ kind, status }: LoggedRequest): boolean {
  if (kind === "job" && status === 200) return true;
  return status === "dropped" || status === 400 || status === 403 || status === 429 || status >= 500;
}

/** A POST that is carried out is answered 201; 200 has a web page in it. */
function isLostPost({ kind, status }: LoggedRequest): boolean {
  return kind === "post" && (status === "dropped" || status === 200 || status >= 500);
}

/** To be called before an operation: it may send what the program gives by then. */
export function noteWhatIsGiven({ program, state, given, sourced }: Model): void {
  const { host, password, passwordFrom, ignoresPassword } = program;
  // `ignoreChanges` keeps any other from a resource than the one that is recorded.
  const isWithheld = ignoresPassword && state !== undefined && state.inputs.password !== password;
  if (password !== undefined && !isWithheld) given.add(pair(host, password));
  if (passwordFrom !== undefined) given.add(pair(host, sourced));
}

/**
 * Nobody else's provider is written over. It is somebody else's where the state has none, or where another service was
 * set up and no refresh has seen it; that one is switched by a PATCH with credentials only, as is documented.
 */
export function othersAreLeftAlone(
  { tenant, state, program }: Model,
  { requests }: Attempt,
  left: StoredProvider | undefined,
): void {
  if (tenant === undefined || program.onExisting === "adopt") return;
  const unseen = tenant.name !== "smtp" && state?.outputs.providerName === "smtp";
  const switched = unseen && requests.some(({ kind, body }) => kind === "patch" && hasCredentials(body));
  if (state === undefined || (unseen && !switched)) expect(left).toEqual(tenant);
}

function hasCredentials(body: unknown): boolean {
  return typeof body === "object" && body !== null && "credentials" in body;
}

function onlyPasswordsThatWereGiven({ given }: Model, tenant: StoredProvider | undefined): void {
  if (tenant?.name !== "smtp") return;
  const { smtp_host, smtp_pass } = tenant.credentials;
  expect(given.has(pair(smtp_host, smtp_pass)), "the tenant's password was given for its host").toBe(true);
}

function noSecretIsSaid({ given }: Model, stack: Stack): void {
  const said = stack.messages.splice(0).join("\n");
  const passwords = [...given].map((both): unknown => JSON.parse(both)[1]);
  for (const secret of [...passwords, ...stack.tenant.clients.values(), ...stack.tenant.tokens.keys()]) {
    expect(typeof secret === "string" && said.includes(secret)).toBe(false);
  }
}
