import { STATUS_CODES } from "node:http";

/** What a route says: the status, the JSON body (none: an empty answer) and headers beside the usual ones. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error in the Management API's form: `{statusCode, error, message, errorCode?}`. */
export function failure(status: number, message: string, errorCode?: string): Answer {
  const body = { statusCode: status, error: STATUS_CODES[status] ?? "Error", message };
  return { status, body: errorCode === undefined ? body : { ...body, errorCode } };
}

export const invalidBody = (message: string): Answer => failure(400, message, "invalid_body");

export const notFound: Answer = failure(404, "Not Found");

/** A 429 with the headers that Auth0 sends, or without any. */
export function tooManyRequests(headers: Readonly<Record<string, string>> = {}): Answer {
  return { ...failure(429, "Global limit has been reached", "too_many_requests"), headers };
}
