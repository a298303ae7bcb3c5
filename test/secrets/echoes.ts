import type { Fault, RequestKind, Tenant } from "../emulator/index.ts";

type Echo = (secrets: readonly string[]) => Fault;

/** What a careless server or proxy would send back: the request itself, with its headers. */
const request = ([password = "", ...others]: readonly string[]) => ({
  statusCode: 400,
  error: "Bad Request",
  errorCode: "invalid_body",
  error_description: `refused: ${others.join(" ")}`,
  message: `Payload validation error: '${password}' on property credentials.smtp_pass. ${others.join(" ")}`,
  request: { credentials: { smtp_pass: password }, headers: { authorization: `Bearer ${others.join(" ")}` } },
});

const status =
  (code: number): Echo =>
  (secrets) => ({ kind: "status", status: code, body: { ...request(secrets), statusCode: code } });

const page = (secrets: readonly string[]) => `<html><pre>${JSON.stringify(request(secrets))}</pre></html>`;

/** Answers that hold secrets, by what they are. Each may come to any request. */
export const ECHOES = {
  "400": status(400),
  "401": status(401),
  "403": status(403),
  "404": status(404),
  "409": status(409),
  "422": status(422),
  "500": status(500),
  "503 with a web page": (secrets) => ({ kind: "status", status: 503, body: page(secrets) }),
  "429 for too long": (secrets) => ({
    kind: "status",
    status: 429,
    headers: { "retry-after": "9999" },
    body: request(secrets),
  }),
  "200 that is no JSON": (secrets) => ({ kind: "status", status: 200, body: page(secrets) }),
  "200 of another form": (secrets) => ({ kind: "status", status: 200, body: [request(secrets)] }),
  "200 that ends too soon": (secrets) => ({
    kind: "status",
    status: 200,
    headers: { "content-length": "100000", connection: "close" },
    body: request(secrets),
  }),
  "a redirect": (secrets) => ({
    kind: "status",
    status: 307,
    headers: { location: `https://elsewhere.example/?s=${secrets.map(encodeURIComponent).join("&s=")}` },
    body: request(secrets),
  }),
} as const satisfies Record<string, Echo>;

/** Has every such request answered with an echo of `secrets` and of all access tokens given out until then. */
export function echo(tenant: Tenant, on: RequestKind, answer: Echo, secrets: readonly string[]): void {
  const plan = () => tenant.failNext(answer([...secrets, ...tenant.tokens.keys()]), { on });
  tenant.failNext({ kind: "hook", run: plan }, { on, times: "always" });
}
