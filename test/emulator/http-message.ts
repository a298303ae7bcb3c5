import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Answer } from "./answer.ts";

/** A body as it was sent: parsed where it is what its content type says. */
export interface Body {
  readonly body: unknown;
  readonly malformed: boolean;
}

/** The whole body, or undefined where the client left in the middle of it. */
export async function readBody(request: IncomingMessage): Promise<Body | undefined> {
  try {
    return parseBody(await text(request), request.headers["content-type"] ?? "");
  } catch {
    return undefined;
  }
}

function parseBody(sent: string, contentType: string): Body {
  if (sent === "") return { body: undefined, malformed: false };
  if (contentType.startsWith("application/x-www-form-urlencoded")) {
    return { body: Object.fromEntries(new URLSearchParams(sent)), malformed: false };
  }
  try {
    return { body: JSON.parse(sent), malformed: false };
  } catch {
    return { body: sent, malformed: true };
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
