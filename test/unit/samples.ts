import { PROGRAM_KEY } from "../../provider/inputs/program-key.ts";
import type { Desired } from "../../provider/model/desired.ts";
import type { Known } from "../../provider/model/known.ts";
import type { SmtpRemote } from "../../provider/model/remote.ts";
import * as samples from "../support/samples.ts";

/** What a program gives, all but the password left at its default. */
export const GIVEN = { domain: "acme.eu.auth0.com", ...samples.GIVEN } as const;

/** The same, checked. */
export const DESIRED: Desired = { domain: GIVEN.domain, ...samples.CHECKED };

/** What Auth0 has after it was applied. */
export const REMOTE: SmtpRemote = {
  kind: "smtp",
  name: "smtp",
  enabled: true,
  port: 587,
  ...samples.GIVEN,
};

export const KNOWN: Known = { ...DESIRED, providerName: "smtp" };

type Properties = Readonly<Record<string, unknown>>;

/** Inputs with what the class tells of them: the program's password, and the values that it did not mark as secret. */
export function told(news: Properties, password: unknown, ...secrets: readonly string[]): Properties {
  const plain = Object.entries(news).filter(([name]) => name !== "password" && !secrets.includes(name));
  return { ...news, [PROGRAM_KEY]: { password, plain: Object.fromEntries(plain) } };
}
