import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { ConnectionProblemError } from "./connection-problem";

/** The addresses of a host, as the operating system finds them. A look-up cannot be stopped, but left behind. */
export async function resolve(host: string, signal: AbortSignal): Promise<LookupAddress[]> {
  // An empty name would be this machine's.
  if (host === "") throw new ConnectionProblemError({ kind: "network", code: "ENOTFOUND" });
  const found = lookup(host, { all: true });
  return await new Promise((settle, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    found.then(settle, reject);
  });
}
