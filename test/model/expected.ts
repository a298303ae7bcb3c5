import { isDeepStrictEqual } from "node:util";
import { createProvider, removeProvider, updateProvider } from "../emulator/email-provider.ts";
import type { StoredProvider } from "../emulator/index.ts";
import { SHELL } from "../support/which-shell.ts";
import type { Model } from "./model.ts";
import { type Inputs, inputsOf, type Outputs, onTheWire, type State } from "./program.ts";
import { afterProof, backTo } from "./proof.ts";

/** What an operation comes to where nothing goes wrong with its requests. The state stays where there is a code. */
export interface Expected {
  readonly code: string | undefined;
  readonly tenant: StoredProvider | undefined;
  readonly state: State | undefined;
  /** What it may come to as well where the answer to a POST is lost. */
  readonly ifLost?: Expected;
  /** What the tenant may be left with where a change is to prove itself, and something goes wrong with that. */
  readonly kept?: StoredProvider | undefined;
}

/** What a preview says. */
export interface Preview {
  readonly inputs: Inputs;
  readonly lacksPassword: boolean;
  readonly changes: boolean;
}

/** @param state what is recorded of the resource; undefined for a new one, whatever else there is */
export function preview({ program }: Model, domain: string, state: State | undefined): Preview {
  const { password: arrived, ...rest } = inputsOf(program, domain, state?.inputs);
  // What ignoreChanges filled in counts as nothing, and gives way to passwordFrom. The dynamic resource is told what the
  // program itself gives, and so knows that it is the same; the plugin is not.
  const isFilled = program.ignoresPassword && state !== undefined && SHELL === "plugin";
  const own = arrived !== undefined && arrived === program.password && !isFilled;
  const inputs = { ...rest, password: rest.passwordFrom && !own ? undefined : arrived };
  const lacking = !own && inputs.passwordFrom === undefined && auth0WantsPassword(state?.inputs, inputs);
  const { providerName, ...known } = state?.outputs ?? { providerName: undefined };
  return { inputs, lacksPassword: lacking, changes: providerName !== "smtp" || !same(known, inputs) };
}

/** What Auth0 itself would say to the inputs without a password. */
function auth0WantsPassword(known: Inputs | undefined, inputs: Inputs): boolean {
  const { credentials, ...rest } = onTheWire(inputs, "");
  const { smtp_pass: _, ...partial } = credentials;
  const body = { ...rest, credentials: partial };
  const { answer } = known ? updateProvider(recorded(known), body) : createProvider(undefined, body);
  return answer.status === 400;
}

function recorded(known: Inputs): StoredProvider {
  const foreign = known.providerName !== undefined && known.providerName !== "smtp";
  return foreign ? { name: "ses", enabled: true, credentials: {} } : onTheWire(known, "somebody's");
}

export function afterUp(model: Model, domain: string): Expected {
  const { state } = model;
  const { inputs, lacksPassword, changes } = preview(model, domain, state);
  if (lacksPassword) return failure(model, "PASSWORD_REQUIRED");
  if (state === undefined) return afterCreate(model, inputs);
  if (!changes) return { code: undefined, tenant: model.tenant, state: { ...state, inputs } };
  return afterUpdate(model, state, inputs);
}

/** A new name without an alias: create, then delete, and the tenant is one and the same. */
export function afterRename(model: Model, domain: string): Expected {
  const { inputs, lacksPassword } = preview(model, domain, undefined);
  return lacksPassword ? failure(model, "PASSWORD_REQUIRED") : afterCreate(model, inputs);
}

function afterCreate(model: Model, inputs: Inputs): Expected {
  const body = onTheWire(inputs, passwordOf(model, inputs) ?? "");
  if (model.tenant === undefined) {
    const made = written(inputs, createProvider(undefined, body).stored);
    return afterProof(model, inputs, made, body, { tenant: undefined });
  }
  const made =
    inputs.onExisting === "fail"
      ? existing(model, inputs, body)
      : written(inputs, updateProvider(model.tenant, { settings: {}, ...body }).stored);
  return afterProof(model, inputs, made, body, "none");
}

/**
 * Somebody else's, which is left alone. Where the POST seems lost, and what is there is just as wanted, nobody can tell
 * whose it is, and it counts as ours (docs/decisions/0004): as it is, with whatever password it has.
 */
function existing(model: Model, inputs: Inputs, body: StoredProvider): Expected {
  const refused = failure(model, "PROVIDER_EXISTS");
  const mine = written(inputs, body);
  const seen = written(inputs, model.tenant);
  return same(mine.state ?? {}, seen.state ?? {}) ? { ...refused, ifLost: seen } : refused;
}

function afterUpdate(model: Model, { outputs }: State, inputs: Inputs): Expected {
  const password = passwordOf(model, inputs);
  const body = bodyOf(outputs, inputs, password);
  if (body === undefined) return { code: undefined, tenant: model.tenant, state: unsent(outputs, inputs) };
  if ("credentials" in body && password === undefined) return failure(model, "PASSWORD_REQUIRED");
  const { answer, stored } = updateProvider(model.tenant, body);
  if (answer.status === 200) {
    return afterProof(model, inputs, written(inputs, stored), body, backTo(outputs, stored, body));
  }
  if (model.tenant !== undefined) return failure(model, "PROVIDER_CHANGED");
  if (password === undefined) return failure(model, "PASSWORD_REQUIRED");
  const whole = onTheWire(inputs, password);
  const made = createProvider(undefined, whole).stored;
  return afterProof(model, inputs, written(inputs, made), whole, backTo(outputs, made, whole));
}

/** The groups that differ from what is known; all of them where that is another service. */
function bodyOf(known: Outputs, inputs: Inputs, password: string | undefined): object | undefined {
  const {
    name,
    credentials,
    settings = {},
    enabled,
    default_from_address,
  } = onTheWire(inputs, password ?? "");
  const foreign = known.providerName !== "smtp";
  const differs = (...inputNames: (keyof Inputs)[]) =>
    foreign || inputNames.some((input) => !isDeepStrictEqual(known[input], inputs[input]));
  const rotates =
    (inputs.password !== undefined && differs("password")) ||
    (inputs.passwordFrom !== undefined && differs("passwordFrom"));
  const groups = {
    ...(differs("enabled") ? { enabled } : {}),
    ...(differs("from") ? { default_from_address } : {}),
    ...(differs("settings") ? { settings } : {}),
    ...(differs("host", "port", "username") || rotates ? { credentials } : {}),
  };
  return Object.keys(groups).length === 0 ? undefined : { name, ...groups };
}

export function afterRefresh(model: Model): Expected {
  const { state, tenant } = model;
  if (state === undefined || tenant === undefined) return { code: undefined, tenant, state: undefined };
  const outputs = known(state.outputs, tenant);
  const { providerName, ...inputs } = outputs;
  return { code: undefined, tenant, state: { outputs, inputs: providerName === "smtp" ? inputs : outputs } };
}

export function afterDestroy({ state, tenant }: Model): Expected {
  const gone = { code: undefined, state: undefined };
  if (state === undefined || tenant === undefined || tenant.name !== "smtp") return { ...gone, tenant };
  return state.outputs.onDelete === "disable"
    ? { ...gone, tenant: { ...tenant, enabled: false } }
    : { ...gone, tenant: removeProvider().stored };
}

function passwordOf({ sourced }: Model, { password, passwordFrom }: Inputs): string | undefined {
  return passwordFrom ? sourced : password;
}

function failure({ tenant, state }: Model, code: string): Expected {
  return { code, tenant, state };
}

function written(inputs: Inputs, tenant: StoredProvider | undefined): Expected {
  if (tenant === undefined) throw new Error("The model asks Auth0 for what it does not take.");
  return { code: undefined, tenant, state: { inputs, outputs: known(inputs, tenant) } };
}

function unsent(outputs: Outputs, inputs: Inputs): State {
  return { inputs, outputs: { ...inputs, providerName: outputs.providerName } };
}

/** What only the program knows, and what Auth0 shows. Of another service no host, port and user are known. */
function known(owned: Inputs, tenant: StoredProvider): Outputs {
  const { smtp_host, smtp_port, smtp_user } = tenant.credentials;
  const smtp = tenant.name === "smtp";
  const headers = tenant.settings?.headers;
  const isElsewhere =
    !smtp || smtp_host !== owned.host || smtp_port !== owned.port || smtp_user !== owned.username;
  return {
    ...owned,
    // Who changed where the mail goes had to give Auth0 another password than the one that is known.
    ...(isElsewhere ? { password: undefined, passwordFrom: undefined } : {}),
    enabled: tenant.enabled,
    from: tenant.default_from_address ?? "",
    host: smtp ? String(smtp_host) : owned.host,
    port: smtp ? Number(smtp_port) : owned.port,
    username: smtp ? String(smtp_user) : owned.username,
    settings: isHeaders(headers) ? { headers } : undefined,
    providerName: tenant.name,
  };
}

function isHeaders(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === "object" && value !== null;
}

/** Left out and undefined are the same. */
function same(one: object, other: object): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));
}
