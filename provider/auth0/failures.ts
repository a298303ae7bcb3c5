import { SmtpProviderError } from "../model/errors";

const NOT_CARRIED_OUT = "The request was not carried out; the tenant is as it was.";

export function tokenRefused(domain: string, status: number): SmtpProviderError {
  return new SmtpProviderError("UNAUTHORIZED", {
    what: `${domain} gave no token for these credentials (status ${status}).`,
    truth: NOT_CARRIED_OUT,
    todo: "Check the client id and secret (or key), and that the application may use the Auth0 Management API.",
  });
}

export function unauthorized(domain: string): SmtpProviderError {
  return new SmtpProviderError("UNAUTHORIZED", {
    what: `${domain} refused the access token (status 401).`,
    truth: NOT_CARRIED_OUT,
    todo: "If it is an API token, make a new one: it has expired, was revoked, or is another tenant's.",
  });
}

export function forbidden(domain: string, scope: string): SmtpProviderError {
  return new SmtpProviderError("MISSING_SCOPE", {
    what: `${domain} forbids it (status 403).`,
    truth: NOT_CARRIED_OUT,
    todo: `Grant the application the scope ${scope} on the Auth0 Management API.`,
  });
}

export function rateLimited(domain: string): SmtpProviderError {
  return new SmtpProviderError("RATE_LIMITED", {
    what: `${domain} asks to wait for longer than the 120 seconds an operation may take (status 429).`,
    truth: NOT_CARRIED_OUT,
    todo: "Run it again later, with fewer operations on this tenant at a time.",
  });
}

export function noToken(domain: string, seen: string): SmtpProviderError {
  return new SmtpProviderError("UNREACHABLE", {
    what: `No token could be had from https://${domain}/oauth/token: ${seen}.`,
    truth: NOT_CARRIED_OUT,
    todo: "Check the domain and the network (proxy, certificates), and run it again.",
  });
}

export function unusableCredentials(domain: string): SmtpProviderError {
  return new SmtpProviderError("CREDENTIALS_INVALID", {
    what: `The credentials for ${domain} cannot be used to ask for a token.`,
    truth: "Nothing was sent to Auth0.",
    todo: "A private key must be PEM (PKCS #8) and fit the signing algorithm.",
  });
}

export function unreadable(domain: string, path: string, seen: string): SmtpProviderError {
  return new SmtpProviderError("UNREACHABLE", {
    what: `https://${domain}${path} could not be read: ${seen}.`,
    truth: "Nothing was changed; what the tenant has now is not known.",
    todo: "Check the domain and the network, and run it again.",
  });
}

/** How often something was tried. */
export function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

/** Auth0 refused the request itself. */
export function rejected(domain: string, method: string, status: number): SmtpProviderError {
  return new SmtpProviderError("REJECTED", {
    what: `${domain} refused the ${method} of its e-mail provider (status ${status}).`,
    truth: NOT_CARRIED_OUT,
    todo: "Compare the inputs with Auth0's Management API reference, and look at the tenant's logs for the reason.",
  });
}
