import { httpsFetch, type TextRequest } from "./https-fetch";

/** Auth0 answered a token request with something else than a token. Carries no text of the answer. */
export class TokenRefused extends Error {
  override readonly name = "TokenRefused";
  readonly status: number;
  readonly headers: Headers;

  constructor(status: number, headers: Headers) {
    super("the token request was refused");
    this.status = status;
    this.headers = headers;
  }
}

/** No usable answer came to a token request. It is harmless to ask again. */
export class TokenLost extends Error {
  override readonly name = "TokenLost";
}

/**
 * `fetch` for one tenant, as the SDK is given it:
 * - it goes to that tenant's host and to no other, and follows no redirect, since a request carries secrets;
 * - one time limit covers the whole exchange, the body included (the SDK's own ends with the headers);
 * - a token answer is read here, because the SDK drops the headers that say how long to wait.
 */
export function guardedFetch(domain: string, timeoutMs: number): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== new URL(`https://${domain}`).origin) {
      throw new Error("refused to send a request to another host");
    }
    const ours = AbortSignal.timeout(timeoutMs);
    const { method, headers, body } = init ?? {};
    if (body && typeof body !== "string") throw new Error("refused to send what is no text");
    const request = {
      ...(method === undefined ? {} : { method }),
      ...(headers === undefined ? {} : { headers }),
      ...(body ? { body } : {}),
      signal: ours,
    };
    // The SDK allows a token request ten seconds, whatever the user allows.
    if (url.pathname === "/oauth/token") return token(url, request);
    const signal = init?.signal ? AbortSignal.any([ours, init.signal]) : ours;
    return unredirected(url, { ...request, signal });
  };
}

/** The SDK would take a redirect that is not followed for a success. */
async function unredirected(url: URL, request: TextRequest): Promise<Response> {
  const response = await httpsFetch(url, request);
  if (response.status >= 300 && response.status < 400) throw new Error("refused to follow a redirect");
  return response;
}

async function token(url: URL, request: TextRequest): Promise<Response> {
  const { response, text } = await exchange(url, request);
  if (!response.ok) throw new TokenRefused(response.status, response.headers);
  if (!isToken(text)) throw new TokenLost("no token in the answer");
  return new Response(text, { status: response.status, headers: { "content-type": "application/json" } });
}

async function exchange(url: URL, request: TextRequest) {
  try {
    const response = await unredirected(url, request);
    return { response, text: await response.text() };
  } catch {
    throw new TokenLost("no answer");
  }
}

function isToken(text: string): boolean {
  try {
    const body: unknown = JSON.parse(text);
    return (
      typeof body === "object" &&
      body !== null &&
      "access_token" in body &&
      typeof body.access_token === "string" &&
      "expires_in" in body &&
      typeof body.expires_in === "number"
    );
  } catch {
    return false;
  }
}
