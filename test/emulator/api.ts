import { type Answer, failure, notFound, tooManyRequests } from "./answer.ts";
import { draw, limits, type RateLimits } from "./rate-limit.ts";
import type { Call, Route } from "./routes.ts";
import type { Tenant } from "./tenant.ts";

/** A request as the API sees it: a call, and what comes before the route gets it. */
export interface ApiRequest extends Call {
  readonly authorization: string | undefined;
}

/** In Auth0's order: rate limit, token, scope, body, and then the route itself. */
export async function answer(
  route: Route | undefined,
  request: ApiRequest,
  rateLimits: RateLimits,
): Promise<Answer> {
  if (!route) return notFound;
  const { tenant, now } = request;
  if (rateLimits === "off" || !route.bucket) return checked(route, request);
  const drawn = draw(limits[rateLimits][route.bucket], tenant.buckets.get(route.bucket), now);
  tenant.buckets.set(route.bucket, drawn.level);
  if (!drawn.admitted) return tooManyRequests(drawn.headers);
  const given = await checked(route, request);
  return { ...given, headers: { ...given.headers, ...drawn.headers } };
}

function checked(route: Route, request: ApiRequest): Answer | Promise<Answer> {
  if (route.scope !== undefined) {
    const refusal = unauthorized(request) ?? lacksScope(request.tenant, route.scope);
    if (refusal) return refusal;
  }
  return route.handle(request);
}

function unauthorized({ tenant, authorization, now }: ApiRequest): Answer | undefined {
  const token = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];
  if (token === undefined) return failure(401, "Missing authentication");
  if (tenant.apiTokens.has(token)) return undefined;
  const expires = tenant.tokens.get(token);
  if (expires === undefined) return failure(401, "Invalid token");
  return now < expires ? undefined : failure(401, "Expired token received for JSON Web Token validation");
}

function lacksScope(tenant: Tenant, scope: string): Answer | undefined {
  if (tenant.scopes.has(scope)) return undefined;
  return failure(403, `Insufficient scope, expected any of: ${scope}`, "insufficient_scope");
}
