import type { Answer } from "./answer.ts";
import {
  createProvider,
  type Outcome,
  readProvider,
  removeProvider,
  updateProvider,
} from "./email-provider.ts";
import { readLogs } from "./logs.ts";
import type { Bucket } from "./rate-limit.ts";
import type { RequestKind } from "./request-log.ts";
import type { Tenant } from "./tenant.ts";
import { issueToken } from "./token.ts";
import { sendVerificationEmail } from "./verification-email.ts";

/** What a route gets to see. */
export interface Call {
  readonly tenant: Tenant;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** ms, by the emulator's clock */
  readonly now: number;
  readonly acceptAnyCredentials: boolean;
}

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly kind: RequestKind;
  /** What the token must grant; left out: no token needed. */
  readonly scope?: string;
  /** The bucket it draws from, where rates are limited. */
  readonly bucket?: Bucket;
  readonly handle: (call: Call) => Answer | Promise<Answer>;
}

const emailProvider = "/api/v2/emails/provider";

/** The endpoints. A new one is one more row. */
export const routes: readonly Route[] = [
  {
    method: "POST",
    path: "/oauth/token",
    kind: "token",
    handle: ({ tenant, body, now, acceptAnyCredentials }) =>
      issueToken(tenant, body, now, acceptAnyCredentials),
  },
  {
    method: "GET",
    path: emailProvider,
    kind: "get",
    scope: "read:email_provider",
    bucket: "read",
    handle: ({ tenant, query }) => readProvider(tenant.provider, query),
  },
  {
    method: "POST",
    path: emailProvider,
    kind: "post",
    scope: "create:email_provider",
    bucket: "write",
    handle: ({ tenant, body }) => store(tenant, createProvider(tenant.provider, body)),
  },
  {
    method: "PATCH",
    path: emailProvider,
    kind: "patch",
    scope: "update:email_provider",
    bucket: "write",
    handle: ({ tenant, body }) => store(tenant, updateProvider(tenant.provider, body)),
  },
  {
    method: "DELETE",
    path: emailProvider,
    kind: "delete",
    scope: "delete:email_provider",
    bucket: "write",
    handle: ({ tenant }) => store(tenant, removeProvider()),
  },
  {
    method: "POST",
    path: "/api/v2/jobs/verification-email",
    kind: "job",
    scope: "update:users",
    bucket: "management",
    handle: ({ tenant, body, now }) => sendVerificationEmail(tenant, body, now),
  },
  {
    method: "GET",
    path: "/api/v2/logs",
    kind: "logs",
    scope: "read:logs",
    bucket: "management",
    handle: ({ tenant, query, now }) => readLogs(tenant.shownLogs(now), query),
  },
];

export const findRoute = (method: string, path: string): Route | undefined =>
  routes.find((route) => route.method === method && route.path === path);

function store(tenant: Tenant, outcome: Outcome): Answer {
  tenant.setProvider(outcome.stored);
  return outcome.answer;
}
