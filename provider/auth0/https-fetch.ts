import type { IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";

/** How long it may take until there is a connection, TLS included, in milliseconds: as with `fetch`. */
const CONNECT_MS = 10_000;

/** Answers that have no body. */
const EMPTY: readonly (number | undefined)[] = [204, 205, 304];

/** What is sent. */
export interface TextRequest {
  readonly method?: string;
  readonly headers?: ConstructorParameters<typeof Headers>[0];
  readonly body?: string;
  readonly signal: AbortSignal;
}

/**
 * `fetch` for texts over HTTPS, by Node's own client: it takes a third of the time. It also sends the next request over
 * the same connection, where `fetch` opens another one, because it gives out the end of an answer before it has noticed
 * that the connection is free. An answer is read to its end; a redirect is not followed. A proxy is used where Node itself
 * is told to (`NODE_USE_ENV_PROXY`).
 *
 * Fails with the signal's reason, or with Node's own error (`ETIMEDOUT` where there is no connection in ten seconds).
 */
export function httpsFetch(url: URL, { method = "GET", headers, body, signal }: TextRequest) {
  return new Promise<Response>((resolve, reject) => {
    const fail = (error: unknown) => reject(signal.aborted ? signal.reason : error);
    if (signal.aborted) return fail(undefined);
    const defaults = { accept: "*/*", "user-agent": "node" };
    const request = httpsRequest(url, {
      method,
      headers: { ...defaults, ...Object.fromEntries(new Headers(headers)) },
      signal,
    });
    request.on("error", fail);
    request.on("response", (answer) => {
      readAll(answer).then(resolve, fail);
    });
    request.on("socket", (socket) => {
      if (!socket.connecting) return;
      const late = Object.assign(new Error("no connection in time"), { code: "ETIMEDOUT" });
      const timer = setTimeout(() => request.destroy(late), CONNECT_MS);
      for (const event of ["secureConnect", "close"]) socket.once(event, () => clearTimeout(timer));
    });
    request.end(body);
  });
}

async function readAll(answer: IncomingMessage): Promise<Response> {
  let text = "";
  for await (const part of answer.setEncoding("utf8")) text += part;
  const { statusCode, headersDistinct } = answer;
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Response(EMPTY.includes(statusCode) ? null : text, { status: statusCode ?? 0, headers });
}
