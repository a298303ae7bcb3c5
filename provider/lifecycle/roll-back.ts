import type { Endpoint } from "../auth0/endpoint";
import { SmtpProviderError } from "../model/errors";
import type { Remote } from "../model/remote";
import { reconcile } from "./reconcile";
import { remove } from "./remove";
import type { WayBack } from "./way-back";

/** What became of a change that failed. */
export type RolledBack =
  | { readonly kind: "put back"; readonly remote: Remote }
  | { readonly kind: "deleted" }
  /** The change is still there: there is no way back, or it was not wanted. */
  | { readonly kind: "kept"; readonly why?: string }
  /** A create, and somebody has put another provider in its place since. */
  | { readonly kind: "replaced"; readonly found: Remote }
  /** The way back failed. */
  | { readonly kind: "failed"; readonly error: SmtpProviderError };

/**
 * Gives the tenant back what it had, by the same requests as any other write: what is not clear is looked up, and waiting
 * is limited for the whole operation.
 *
 * @param remote what the tenant has now
 */
export async function rollBack(endpoint: Endpoint, way: WayBack, remote: Remote): Promise<RolledBack> {
  try {
    switch (way.kind) {
      case "none":
        return { kind: "kept", why: way.why };
      case "write": {
        const { password } = way.plan.desired;
        return {
          kind: "put back",
          remote: (await reconcile(endpoint, way.plan, async () => password)).remote,
        };
      }
      case "delete": {
        const removed = await remove(endpoint, "delete", remote);
        return removed.kind === "gone" ? { kind: "deleted" } : { kind: "replaced", found: removed.found };
      }
    }
  } catch (error) {
    if (error instanceof SmtpProviderError) return { kind: "failed", error };
    throw error;
  }
}
