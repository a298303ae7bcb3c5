import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";

/** The addresses of a host, as the operating system finds them. A look-up cannot be stopped, so it may be left. */
export async function resolve(host: string, signal: AbortSignal): Promise<LookupAddress[]> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener("abort", abort);
  try {
    return await Promise.race([lookup(host, { all: true }), aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
