import type { dynamic } from "@pulumi/pulumi";
import { SmtpProviderError } from "../model/errors";

/**
 * A failure on its way to the engine, which shows its message with the resource. For check, diff, read and delete
 * @pulumi/pulumi also prints `${error}: ${error.stack}`, and the engine shows that with the stack: so those two do not
 * say it again. (Something has to be printed: the colon is theirs.)
 */
class SaidOnce extends Error {
  constructor({ message, code }: SmtpProviderError) {
    super(message);
    this.name = "SmtpProviderError";
    this.stack = `${code}. The resource's own error says more.`;
  }

  override toString(): string {
    return "pulumi-auth0-smtp";
  }
}

/** The same provider, each of whose expected failures is shown once. */
export function saidOnce<Inputs, Outputs>(
  provider: dynamic.ResourceProvider<Inputs, Outputs>,
): dynamic.ResourceProvider<Inputs, Outputs> {
  const { check, diff, read, delete: remove } = provider;
  return {
    ...provider,
    ...(check && { check: once(check) }),
    ...(diff && { diff: once(diff) }),
    ...(read && { read: once(read) }),
    ...(remove && { delete: once(remove) }),
  };
}

function once<A extends readonly unknown[], T>(work: (...args: A) => Promise<T>) {
  return async (...args: A): Promise<T> => {
    try {
      return await work(...args);
    } catch (error) {
      throw error instanceof SmtpProviderError ? new SaidOnce(error) : error;
    }
  };
}
