import { z } from "zod";
import { type Answer, failure, invalidBody } from "./answer.ts";
import { fullBody, partialBody, readable, type ServiceName, serviceName } from "./email-provider-schema.ts";

/** A tenant's e-mail provider as Auth0 keeps it, in the wire's own names, secrets included. */
export interface StoredProvider {
  readonly name: ServiceName;
  readonly enabled: boolean;
  readonly default_from_address?: string;
  readonly credentials: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** What a write is answered with, and what is stored after it. */
export interface Outcome {
  readonly answer: Answer;
  readonly stored: StoredProvider | undefined;
}

type Stored = StoredProvider | undefined;

const absent = failure(404, "There is not a configured email provider", "inexistent_email_provider");

/** GET: `name` and `enabled` unless `fields` asks for more; with `include_fields=false`, all but those. */
export function readProvider(stored: Stored, query: URLSearchParams): Answer {
  if (!stored) return absent;
  const listed = query.get("fields")?.split(",");
  const excluding = listed !== undefined && query.get("include_fields") === "false";
  const wanted = (field: string) => (listed ?? ["name", "enabled"]).includes(field) !== excluding;
  const fields = Object.entries(shown(stored)).filter(([field]) => wanted(field));
  return { status: 200, body: Object.fromEntries(fields) };
}

/** POST: only where none is configured, and only with all credentials. */
export function createProvider(stored: Stored, body: unknown): Outcome {
  const name = z.object({ name: serviceName }).safeParse(body);
  if (!name.success) return { answer: refused(name.error), stored };
  const full = fullBody(name.data.name).safeParse(body);
  if (!full.success) return { answer: refused(full.error), stored };
  if (stored) {
    const message = `An email provider is already configured: ${stored.name}`;
    return { answer: failure(409, message, "email_provider_conflict"), stored };
  }
  return written(201, setUp({ name: name.data.name, enabled: true }, full.data));
}

/** PATCH: changes what is sent and leaves the rest; another `name` starts that service afresh. */
export function updateProvider(stored: Stored, body: unknown): Outcome {
  const sent = z.object({ name: serviceName.optional() }).safeParse(body);
  if (!sent.success) return { answer: refused(sent.error), stored };
  if (typeof body === "object" && body !== null && Object.keys(body).length === 0) {
    return {
      answer: invalidBody("Payload validation error: 'Too few properties defined (0), minimum 1'."),
      stored,
    };
  }
  const name = sent.data.name ?? stored?.name;
  if (name === undefined) return { answer: absent, stored };
  const partial = partialBody(name).safeParse(body);
  if (!partial.success) return { answer: refused(partial.error), stored };
  if (!stored) return { answer: absent, stored };
  return stored.name === name ? change(stored, partial.data) : switchTo(name, stored, body);
}

/** DELETE: 204, whether there was one or not. */
export const removeProvider = (): Outcome => ({ answer: { status: 204 }, stored: undefined });

type FullBody = z.infer<ReturnType<typeof fullBody>>;
type PartialBody = z.infer<ReturnType<typeof partialBody>>;

function switchTo(name: ServiceName, stored: StoredProvider, body: unknown): Outcome {
  const full = fullBody(name).safeParse(body);
  if (!full.success) return { answer: refused(full.error), stored };
  const { settings: _, ...kept } = stored;
  return written(200, setUp({ ...kept, name }, full.data));
}

function setUp(base: Omit<StoredProvider, "credentials" | "settings">, body: FullBody): StoredProvider {
  return withSettings({ ...base, ...common(body), credentials: body.credentials }, body.settings);
}

function change(stored: StoredProvider, body: PartialBody): Outcome {
  if (stored.name === "smtp" && body.credentials && needsPassword(stored.credentials, body.credentials)) {
    const message =
      "Payload validation error: 'Missing required property: smtp_pass' on property credentials.";
    return { answer: invalidBody(message), stored };
  }
  const credentials = { ...stored.credentials, ...body.credentials };
  return written(200, withSettings({ ...stored, ...common(body), credentials }, body.settings));
}

/**
 * Auth0's rule since 2025-11-13 ("Deprecations and migrations"): the password must come along when host, port or user
 * differ from what is stored, and when only some of the three are sent. `credentials: {}` counts as none sent, which
 * is unproven against the real Auth0.
 */
export function needsPassword(
  stored: Readonly<Record<string, unknown>>,
  sent: Readonly<Record<string, unknown>>,
): boolean {
  if (Object.keys(sent).length === 0 || sent.smtp_pass !== undefined) return false;
  return ["smtp_host", "smtp_port", "smtp_user"].some((field) => sent[field] !== stored[field]);
}

const common = (body: FullBody | PartialBody) => ({
  ...(body.enabled === undefined ? {} : { enabled: body.enabled }),
  ...(body.default_from_address === undefined ? {} : { default_from_address: body.default_from_address }),
});

/**
 * Settings that are sent replace what was there; left out, they leave it. `{}` and `null` both clear them: whether
 * the real Auth0 takes one, the other or both is unproven.
 */
function withSettings(provider: StoredProvider, settings: PartialBody["settings"]): StoredProvider {
  if (settings === undefined) return provider;
  const { settings: _, ...rest } = provider;
  return settings === null || Object.keys(settings).length === 0 ? rest : { ...rest, settings };
}

const written = (status: number, stored: StoredProvider): Outcome => ({
  answer: { status, body: shown(stored) },
  stored,
});

function shown(stored: StoredProvider): StoredProvider {
  const visible = readable(stored.name);
  const credentials = Object.entries(stored.credentials).filter(([field]) => visible.includes(field));
  return { ...stored, credentials: Object.fromEntries(credentials) };
}

/** The first fault, in Auth0's words: names of fields and types, never a value. */
function refused(error: z.ZodError): Answer {
  const issue = error.issues[0];
  const path = issue?.path.join(".") ?? "";
  return invalidBody(
    `Payload validation error: '${issue?.message ?? ""}'${path === "" ? "" : ` on property ${path}`}.`,
  );
}
