import type { Whole } from "./network";

/** Why Auth0 gives no token, where its answer says so. */
export type RefusalReason =
  /** The audience is not the Management API of the tenant behind this host: most often a custom domain. */
  | "audience"
  /** The application is not authorized for the Management API. */
  | "no grant"
  /** The application may not use client credentials. */
  | "grant type";

/** Auth0 answered a token request with something else than a token. Carries no text of the answer. */
export class TokenRefused extends Error {
  override readonly name = "TokenRefused";
  readonly status: number;
  readonly headers: Headers;
  readonly reason: RefusalReason | undefined;

  constructor({ status, headers, text }: Whole) {
    super("the token request was refused");
    this.status = status;
    this.headers = headers;
    this.reason = reasonIn(text);
  }
}

/** By Auth0's own words (RFC 6749 §5.2), which are only recognised, and not kept. */
function reasonIn(text: string): RefusalReason | undefined {
  if (/"error_description"\s*:\s*"Service not enabled within domain/i.test(text)) return "audience";
  if (/"error_description"\s*:\s*"[^"]*(is not authorized to access|client-grant)/i.test(text))
    return "no grant";
  if (/"error"\s*:\s*"unauthorized_client"/i.test(text)) return "grant type";
  return undefined;
}
