import { SmtpProviderError } from "../model/errors";
import type { Credentials } from "./credentials";
import { NOT_CARRIED_OUT } from "./request-failures";
import { answeredAt, clockDifference } from "./server-clock";
import type { RefusalReason, TokenRefused } from "./token-refusal";

/** Whose credentials were tried where. */
export interface Tried {
  readonly domain: string;
  readonly kind: Credentials["kind"];
  /** The user has given an audience. */
  readonly audience: boolean;
}

/** Auth0 gave no token (4xx). */
export function tokenRefused(tried: Tried, refusal: Pick<TokenRefused, "status" | "headers" | "reason">) {
  const { status, headers, reason } = refusal;
  return new SmtpProviderError("UNAUTHORIZED", {
    what: `${tried.domain} ${status === 401 ? `refused ${GIVEN[tried.kind]}` : "gave no token"} (status ${status}).`,
    truth: NOT_CARRIED_OUT,
    todo: status === 401 ? mendCredentials(tried, headers) : mendAccess(tried, status, reason),
  });
}

/** Auth0 refused the token itself (401), a new one too where a new one can be had. */
export function unauthorized({ domain, kind, audience }: Tried): SmtpProviderError {
  const [what, todo] =
    kind === "token"
      ? [
          "the API token",
          "Set a new API token: this one has expired, was revoked, or belongs to another tenant.",
        ]
      : audience
        ? ["the access token, which it gave for the audience that is set", RIGHT_AUDIENCE]
        : [
            "the access token that it had just given",
            "Run it again. If it fails again, look at the tenant's logs.",
          ];
  return new SmtpProviderError("UNAUTHORIZED", {
    what: `${domain} refused ${what} (status 401).`,
    truth: NOT_CARRIED_OUT,
    todo,
  });
}

export function forbidden({ domain, kind }: Tried, scope: string): SmtpProviderError {
  return new SmtpProviderError("MISSING_SCOPE", {
    what: `${domain} refused the request, because a scope is missing (status 403).`,
    truth: NOT_CARRIED_OUT,
    todo:
      kind === "token"
        ? `Set an API token that has the scope ${scope}.`
        : `Grant the application the scope ${scope} on the Auth0 Management API.`,
  });
}

/** Not even a request could be made of the credentials. */
export function unusableCredentials({ domain, kind }: Tried): SmtpProviderError {
  return new SmtpProviderError("CREDENTIALS_INVALID", {
    what:
      kind === "assertion"
        ? `The private key for ${domain} cannot be used to sign.`
        : `No request could be made with ${GIVEN[kind]} for ${domain}.`,
    truth: "Nothing was sent to Auth0.",
    todo:
      kind === "assertion"
        ? "It must be PEM, PKCS #8 (-----BEGIN PRIVATE KEY-----), and fit the signing algorithm, such as RS256. To " +
          "convert a key: openssl pkcs8 -topk8 -nocrypt -in <file>"
        : "Set the value as the Auth0 Dashboard shows it.",
  });
}

const GIVEN: Readonly<Record<Credentials["kind"], string>> = {
  secret: "the client id and client secret",
  assertion: "the client id and the assertion that the private key has signed",
  token: "the API token",
};

/** 401. */
function mendCredentials({ kind }: Tried, headers: Headers): string {
  if (kind === "secret") {
    return "Set the client id and client secret of an application of this tenant, as the Auth0 Dashboard shows them.";
  }
  const difference = clockDifference(answeredAt(headers), Date.now());
  const key =
    "The application's credentials in Auth0 must have the public key of this private key, with the same algorithm.";
  return difference
    ? `Set this machine's clock: it is ${difference} Auth0's, and what it signs is valid for 3 minutes. ${key}`
    : `Check the client id. ${key}`;
}

/** Any other refusal. */
function mendAccess(tried: Tried, status: number, reason: RefusalReason | undefined): string {
  if (reason === "audience") return mendAudience(tried);
  if (reason === "no grant") return AUTHORIZE;
  if (reason === "grant type") return GRANT_TYPE;
  if (status !== 403) return "Check the domain and the client id.";
  return isOwnName(tried.domain) ? `${AUTHORIZE} ${GRANT_TYPE}` : `${mendAudience(tried)} ${AUTHORIZE}`;
}

const RIGHT_AUDIENCE =
  "Set the audience to https://<the tenant's own name>/api/v2/ (such as https://acme.eu.auth0.com/api/v2/).";
const AUTHORIZE =
  "Authorize the application for the Auth0 Management API (Dashboard: Applications > APIs > Auth0 Management API).";
const GRANT_TYPE =
  "Allow the application the grant type Client Credentials (its Settings > Advanced Settings > Grant Types).";

function mendAudience({ domain, audience }: Tried): string {
  if (audience) return RIGHT_AUDIENCE;
  return (
    `Set domain to the tenant's own name (such as acme.eu.auth0.com): ${domain} looks like a custom domain. Or keep it, ` +
    "and give the audience https://<the tenant's own name>/api/v2/ beside the credentials (audience in the entry, " +
    "AUTH0_AUDIENCE or auth0:audience)."
  );
}

/** Auth0's own names for tenants: public cloud and private cloud. */
function isOwnName(domain: string): boolean {
  return /\.auth0(app)?\.com$/.test(domain);
}
