import { problemWithSecret } from "../inputs/text";
import { SmtpProviderError } from "../model/errors";
import type { Credentials, Part } from "./credentials";

/**
 * Credentials as they were found, where they can be what Auth0 gives out at all. A private key is judged when it signs.
 *
 * @param nameOf how the user wrote a part's name
 * @throws SmtpProviderError `CREDENTIALS_INVALID`: names the part and never quotes it
 */
export function judged(credentials: Credentials, nameOf: (part: Part) => string): Credentials {
  for (const [part, problem] of problems(credentials)) {
    if (problem)
      throw invalidCredentials(`${nameOf(part)} ${problem}.`, `Set ${nameOf(part)} to the value itself.`);
  }
  return credentials;
}

export function invalidCredentials(what: string, todo: string): SmtpProviderError {
  return new SmtpProviderError("CREDENTIALS_INVALID", { what, truth: "Nothing was sent to Auth0.", todo });
}

function* problems(credentials: Credentials): Generator<readonly [Part, string | undefined]> {
  if (credentials.kind === "token") {
    yield ["apiToken", problemWithApiToken(credentials.apiToken)];
    return;
  }
  yield ["clientId", problemWithWord(credentials.clientId)];
  if (credentials.kind === "secret") yield ["clientSecret", problemWithWord(credentials.clientSecret)];
  if (credentials.audience !== undefined) yield ["audience", problemWithAudience(credentials.audience)];
}

const LONGEST = 8192;

function problemWithWord(value: string): string | undefined {
  if (value.trim() !== value) return "must not begin or end with a space or line break";
  return problemWithSecret(value, LONGEST);
}

/** A bearer token (RFC 6750 §2.1) goes into a header as it is. */
function problemWithApiToken(value: string): string | undefined {
  if (/^\s*bearer\s/i.test(value)) return 'must be the token alone, without "Bearer" before it';
  if (/\s/.test(value)) return "must not contain spaces or line breaks";
  return problemWithSecret(value, LONGEST) ?? (/[^\x21-\x7e]/.test(value) ? NOT_A_TOKEN : undefined);
}

const NOT_A_TOKEN = "has a character that no API token has";

/** Every tenant's Management API has an identifier of this form, which cannot be changed. */
function problemWithAudience(value: string): string | undefined {
  return /^https:\/\/[^/\s?#]+\/api\/v2\/$/.test(value)
    ? undefined
    : "must be the identifier of the tenant's Management API, https://<tenant>.auth0.com/api/v2/ (with the last slash)";
}
