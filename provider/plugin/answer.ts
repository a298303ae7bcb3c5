import { type handleUnaryCall, type ServiceError, status } from "@grpc/grpc-js";
import { SmtpProviderError } from "../model/errors";

/** One call of the engine's: what it asks, and the connection that it came over. */
export type Work<Request, Response> = (request: Request, connection: string) => Response | Promise<Response>;

/** Answers a call with what comes of the work, or with its failure. */
export function answer<Request, Response>(work: Work<Request, Response>): handleUnaryCall<Request, Response> {
  return async (call, done) => {
    try {
      done(null, await work(call.request, call.getPeer()));
    } catch (error) {
      done(failure(error));
    }
  };
}

/** The engine prints `details` with the resource. What nobody expected says where, but not what: that may be a secret. */
function failure(error: unknown): Pick<ServiceError, "code" | "details"> {
  if (error instanceof SmtpProviderError) return { code: status.FAILED_PRECONDITION, details: error.message };
  const [name, stack] = error instanceof Error ? [error.name, error.stack ?? ""] : ["error", ""];
  const places = stack.split("\n").filter((line) => /^ {4}at /.test(line));
  return {
    code: status.UNKNOWN,
    details: [
      `pulumi-auth0-smtp has a fault (${name}). Nothing was recorded as done. Report it with these lines:`,
      ...places,
    ].join("\n"),
  };
}
