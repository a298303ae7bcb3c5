import type { Network, Outgoing, Whole } from "./network";
import { NOT_AUTH0, NoAnswerError } from "./no-answer";
import { TokenRefused } from "./token-refusal";

/** No usable answer came to a token request. It is harmless to ask again. */
export class NoTokenError extends NoAnswerError {
  override readonly name = "NoTokenError";
}

/**
 * `fetch` for one tenant, as the SDK is given it:
 * - it goes to that tenant's host and to no other, and follows no redirect, since a request carries secrets;
 * - one time limit covers the whole exchange, the body included (the SDK's own ends with the headers);
 * - a token answer is read here, because the SDK drops the headers that say how long to wait.
 *
 * It fails with {@link NoAnswerError} where no whole answer came, which the SDK hands on as the cause of its own error.
 */
export function guardedFetch(domain: string, timeoutMs: number, network: Network): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== new URL(`https://${domain}`).origin) {
      throw new Error("refused to send a request to another host");
    }
    const ours = AbortSignal.timeout(timeoutMs);
    // The SDK allows a token request ten seconds, whatever the user allows.
    if (url.pathname === "/oauth/token") return token(network, url, outgoing(init, ours));
    const signal = init?.signal ? AbortSignal.any([ours, init.signal]) : ours;
    return response(await network.exchange(url, outgoing(init, signal)));
  };
}

function outgoing(init: RequestInit | undefined, signal: AbortSignal): Outgoing {
  const { method, headers, body } = init ?? {};
  if (body && typeof body !== "string") throw new Error("refused to send what is no text");
  return {
    ...(method === undefined ? {} : { method }),
    headers: [...new Headers(headers)],
    ...(body ? { body } : {}),
    signal,
  };
}

async function token(network: Network, url: URL, request: Outgoing): Promise<Response> {
  const whole = await network.exchange(url, request).catch((error: unknown) => {
    throw error instanceof NoAnswerError ? new NoTokenError(error.noAnswer) : error;
  });
  if (whole.status < 200 || whole.status >= 300) throw new TokenRefused(whole);
  if (!isToken(whole.text)) throw new NoTokenError(NOT_AUTH0);
  return response(whole);
}

function response({ status, headers, text }: Whole): Response {
  return new Response(text === "" ? null : text, { status, headers: [...headers] });
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
