import type { z } from "zod";
import { INPUTS } from "../inputs/table";
import { DESIRED, type Desired } from "./desired";
import { SmtpProviderError } from "./errors";
import { KNOWN, type Known } from "./known";
import { moved } from "./plan";
import type { Remote } from "./remote";

/** Whether these are the outputs of a resource that is managed. What is only read knows nothing but what Auth0 has. */
export function isManaged(outputs: Readonly<Record<string, unknown>>): boolean {
  return outputs.onExisting !== undefined;
}

/** The tenant that is to be read, canonical. */
export function readDomain(id: unknown): string {
  const parsed = INPUTS.domain.safeParse(id);
  if (parsed.success) return parsed.data;
  throw new SmtpProviderError("INVALID_INPUT", {
    what: `The domain ${parsed.error.issues.map(({ message }) => message).join("; ")}.`,
    truth: "Nothing was sent to Auth0.",
    todo: "Give the tenant's domain, for example acme.eu.auth0.com.",
  });
}

/** The checked inputs, typed. */
export function readDesired(inputs: unknown): Desired {
  return read(DESIRED, inputs, "The inputs do not have the expected form.");
}

/** The resource's outputs, typed. */
export function readKnown(outputs: unknown): Known {
  return read(KNOWN, outputs, "The recorded state does not have the expected form.");
}

/** Parser errors quote what they parse, and that has the password in it: they go no further than here. */
function read<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map((issue) => issue.path[0]))].join(", ");
  throw new SmtpProviderError("INVALID_INPUT", {
    what: `${what} (${names})`,
    truth: "Nothing was sent to Auth0.",
    todo: "Run pulumi refresh, and update pulumi-auth0-smtp.",
  });
}

/**
 * The outputs after a write or a read: what Auth0 says it has, and what only the program knows. Whoever has changed
 * where the mail goes had to give Auth0 a password, so ours is no longer the one that Auth0 has: it is dropped.
 */
export function toKnown(owned: Desired, remote: Remote): Known {
  const { settings: _, password, passwordFrom, ...rest } = owned;
  const source = { ...(password !== undefined && { password }), ...(passwordFrom && { passwordFrom }) };
  return {
    ...rest,
    ...(isElsewhere(owned, remote) ? {} : source),
    ...readable(remote),
  };
}

/** The outputs of a provider that is only read. One that is not SMTP has no host, port or user name. */
export function toFound(domain: string, remote: Remote): Partial<Known> {
  return { domain, ...readable(remote) };
}

/** Whether Auth0 has mail go out by another way than the one that is known or wanted. */
export function isElsewhere(owned: Desired, remote: Remote): boolean {
  return remote.kind !== "smtp" || moved(owned, remote);
}

/** What Auth0 has where nothing was sent to it: what was known already. */
export function toRemote({ providerName, enabled, from, host, port, username, settings }: Known): Remote {
  const common = { name: providerName, enabled, from, settings };
  return providerName === "smtp"
    ? { kind: "smtp", ...common, host, port, username }
    : { kind: "other", ...common };
}

/** What Auth0 shows. Another provider has no host, port or user: the last known ones stay, and `providerName` tells. */
function readable(remote: Remote) {
  const { name: providerName, enabled, from, settings } = remote;
  const common = { providerName, enabled, from, ...(settings && { settings }) };
  if (remote.kind !== "smtp") return common;
  const { host, port, username } = remote;
  return { ...common, host, port, username };
}

/**
 * The inputs that would have led to these outputs, so that the next preview shows drift as a change of inputs.
 * `providerName` is among them only where it is not SMTP: the password rule must know of it, and `check` sees no
 * outputs.
 */
export function toInputs(outputs: Known): Partial<Known> {
  const { providerName, ...inputs } = outputs;
  return providerName === "smtp" ? inputs : outputs;
}
