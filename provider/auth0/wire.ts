import { z } from "zod";
import type { Desired } from "../model/desired";
import type { Changes } from "../model/plan";
import type { Remote } from "../model/remote";

/** The request bodies, in the Management API's own names (`/api/v2/emails/provider`). */
export interface SmtpCredentials {
  readonly smtp_host: string;
  readonly smtp_port: number;
  readonly smtp_user: string;
  readonly smtp_pass: string;
}

export interface PatchBody {
  name: "smtp";
  enabled?: boolean;
  default_from_address?: string;
  credentials?: SmtpCredentials;
  settings?: Record<string, unknown>;
}

export interface PostBody extends PatchBody {
  credentials: SmtpCredentials;
}

export function postBody(desired: Desired, password: string): PostBody {
  return {
    name: "smtp",
    enabled: desired.enabled,
    default_from_address: desired.from,
    credentials: credentials(desired, password),
    ...(desired.settings ? { settings: { ...desired.settings } } : {}),
  };
}

/**
 * `name` is in every PATCH, so that a provider that somebody switched to is refused, not edited.
 * Settings are cleared with `{}`; whether the real API wants that or `null` is unproven, so what it echoes is what is
 * recorded.
 *
 * @param password the secret; undefined where the plan sends no credentials
 */
export function patchBody(changes: Changes, desired: Desired, password: string | undefined): PatchBody {
  return {
    name: "smtp",
    ...(changes.enabled === undefined ? {} : { enabled: changes.enabled }),
    ...(changes.from === undefined ? {} : { default_from_address: changes.from }),
    ...(password === undefined ? {} : { credentials: credentials(desired, password) }),
    ...(changes.settings === undefined
      ? {}
      : { settings: changes.settings === "clear" ? {} : { ...changes.settings } }),
  };
}

function credentials({ host, port, username }: Desired, password: string): SmtpCredentials {
  return { smtp_host: host, smtp_port: port, smtp_user: username, smtp_pass: password };
}

/** The fields to ask for: without them GET answers with `name` and `enabled` alone. */
export const FIELDS = "name,enabled,default_from_address,credentials,settings";

const text = z.string().nullish();

const answer = z
  .object({
    name: z.string().min(1),
    enabled: z.boolean().nullish(),
    default_from_address: text,
    credentials: z
      .object({ smtp_host: text, smtp_port: z.coerce.number().nullish(), smtp_user: text })
      .nullish(),
    settings: z.looseObject({ headers: z.looseObject({}).nullish() }).nullish(),
  })
  .transform(({ name, enabled, default_from_address, credentials, settings }): Remote => {
    const common = {
      name,
      enabled: enabled ?? false,
      from: default_from_address ?? "",
      ...(isEmpty(settings) ? {} : { settings: { headers: settings?.headers ?? {} } }),
    };
    if (name !== "smtp") return { kind: "other", ...common };
    const { smtp_host, smtp_port, smtp_user } = credentials ?? {};
    return {
      kind: "smtp",
      ...common,
      host: smtp_host ?? "",
      port: smtp_port ?? 0,
      username: smtp_user ?? "",
    };
  });

/** What Auth0 answered, in our terms; undefined where it is not such an answer at all. */
export function readRemote(body: unknown): Remote | undefined {
  const parsed = answer.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

function isEmpty(settings: { readonly headers?: object | null | undefined } | null | undefined): boolean {
  return Object.keys(settings?.headers ?? {}).length === 0;
}
