import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Answer } from "./answer.ts";

/** What {@link readBody} gives when the client left in the middle of its request. */
export const gone = Symbol("gone");

/** The whole body: parsed where it is a form or JSON, the text itself where it is neither. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  try {
    return parseBody(await text(request), request.headers["content-type"] ?? "");
  } catch {
    return gone;
  }
}

function parseBody(sent: string, contentType: string): unknown {
  if (sent === "") return undefined;
  if (contentType.startsWith("application/x-www-form-urlencoded")) {
    return Object.fromEntries(new URLSearchParams(sent));
  }
  try {
    return JSON.parse(sent);
  } catch {
    return sent;
  }
}

export function send(response: ServerResponse, answer: Answer): void {
  const { head, content } = rendered(answer);
  response.writeHead(answer.status, head).end(content);
}

/** Promises more than it sends, then cuts the connection. */
export function sendTruncated(response: ServerResponse, answer: Answer): void {
  const { head, content } = rendered(answer);
  // A 204 has no body to cut short: it becomes the beginning of a 200.
  const [status, sent] = content === undefined ? [200, "{"] : [answer.status, content];
  response.writeHead(status, { ...head, ...json, "content-length": Buffer.byteLength(sent) + 64 });
  response.write(sent, () => response.destroy());
}

/** What a proxy or a maintenance page in between would say. */
export function sendWebPage(response: ServerResponse): void {
  const page = "<!doctype html><title>Please wait</title>";
  response
    .writeHead(200, { "content-type": "text/html", "content-length": Buffer.byteLength(page) })
    .end(page);
}

const json = { "content-type": "application/json; charset=utf-8" };

function rendered({ body, headers = {} }: Answer) {
  if (body === undefined) return { head: headers, content: undefined };
  const content = typeof body === "string" ? body : JSON.stringify(body);
  return { head: { ...json, "content-length": Buffer.byteLength(content), ...headers }, content };
}
