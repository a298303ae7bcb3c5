import { PROGRAM_KEY } from "../../provider/inputs/program-key.ts";
import type { Desired, Known, Remote } from "../../provider/model/model.ts";

/** What a program gives, all but the password left at its default. */
export const GIVEN = {
  domain: "acme.eu.auth0.com",
  from: "no-reply@acme.com",
  host: "smtp.acme.com",
  username: "acme",
} as const;

/** The same, checked. */
export const DESIRED: Desired = {
  ...GIVEN,
  port: 587,
  enabled: true,
  onExisting: "fail",
  onDelete: "delete",
  preflight: "off",
};

/** What Auth0 has after it was applied. */
export const REMOTE: Remote = {
  name: "smtp",
  enabled: true,
  from: "no-reply@acme.com",
  host: "smtp.acme.com",
  port: 587,
  username: "acme",
};

export const KNOWN: Known = { ...DESIRED, providerName: "smtp" };

type Properties = Readonly<Record<string, unknown>>;

/** Inputs with what the class tells of them: the program's password, and the values that it did not mark as secret. */
export function told(news: Properties, password: unknown, ...secrets: readonly string[]): Properties {
  const plain = Object.entries(news).filter(([name]) => name !== "password" && !secrets.includes(name));
  return { ...news, [PROGRAM_KEY]: { password, plain: Object.fromEntries(plain) } };
}
