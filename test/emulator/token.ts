import { type KeyObject, randomBytes } from "node:crypto";
import { jwtVerify } from "jose";
import { z } from "zod";
import type { Answer } from "./answer.ts";
import type { Tenant } from "./tenant.ts";

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

const tokenRequest = z.object({
  grant_type: z.string(),
  client_id: z.string().optional(),
  audience: z.string(),
  client_secret: z.string().optional(),
  client_assertion: z.string().optional(),
  client_assertion_type: z.string().optional(),
});
type TokenRequest = z.infer<typeof tokenRequest>;

const denied: Answer = {
  status: 401,
  body: { error: "access_denied", error_description: "Unauthorized" },
};

const refused = (status: number, error: string, description: string): Answer => ({
  status,
  body: { error, error_description: description },
});

/**
 * `POST /oauth/token`, client credentials (RFC 6749 §4.4), with a secret or with a signed assertion (RFC 7523, Auth0's
 * private_key_jwt). The audience must be the tenant's own Management API, also where it is asked by a custom domain
 * (terraform-provider-auth0 #148, node-auth0 #292).
 */
export async function issueToken(
  tenant: Tenant,
  body: unknown,
  now: number,
  acceptAnyCredentials: boolean,
): Promise<Answer> {
  const parsed = tokenRequest.safeParse(body);
  if (!parsed.success) return refused(400, "invalid_request", "Missing required parameter");
  const request = parsed.data;
  if (request.grant_type !== "client_credentials") {
    return refused(403, "unsupported_grant_type", "Unsupported grant type");
  }
  if (!acceptAnyCredentials && !(await authenticated(tenant, request, now))) return denied;
  const audience = `https://${tenant.ownName}/api/v2/`;
  if (request.audience.toLowerCase() !== audience) {
    return refused(403, "access_denied", `Service not enabled within domain: ${request.audience}`);
  }
  const token = accessToken();
  tenant.tokens.set(token, now + tenant.tokenLifetimeSeconds * 1000);
  return {
    status: 200,
    body: {
      access_token: token,
      expires_in: tenant.tokenLifetimeSeconds,
      scope: [...tenant.scopes].join(" "),
      token_type: "Bearer",
    },
  };
}

async function authenticated(tenant: Tenant, request: TokenRequest, now: number): Promise<boolean> {
  const client = tenant.clients.get(request.client_id ?? "");
  if (client === undefined) return false;
  if (typeof client === "string") return request.client_secret === client;
  return (
    request.client_assertion_type === assertionType &&
    request.client_assertion !== undefined &&
    (await verified(request.client_assertion, client, tenant.domain, request.client_id ?? "", now))
  );
}

async function verified(assertion: string, key: KeyObject, domain: string, clientId: string, now: number) {
  try {
    await jwtVerify(assertion, key, {
      issuer: clientId,
      subject: clientId,
      audience: `https://${domain}/`,
      algorithms: ["RS256", "RS384", "PS256"],
      requiredClaims: ["exp", "jti"],
      currentDate: new Date(now),
    });
    return true;
  } catch {
    return false;
  }
}

/** Looks like a JWT and says nothing: clients must treat it as opaque. */
function accessToken(): string {
  const header = Buffer.from(JSON.stringify({ alg: "RS256", typ: "JWT" })).toString("base64url");
  return [header, randomBytes(96).toString("base64url"), randomBytes(64).toString("base64url")].join(".");
}
