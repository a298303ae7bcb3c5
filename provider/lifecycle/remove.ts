import { isDeepStrictEqual } from "node:util";
import type { Endpoint } from "../auth0/endpoint";
import { rejected } from "../auth0/request-failures";
import type { Remote } from "../model/remote";
import { unclear, whileUnconfirmed } from "./unconfirmed-write";

const TRIES = 3;

/** What a removal came to: there is none (any more), or what is there was left alone. */
export type Removed = { readonly kind: "gone" } | { readonly kind: "left alone"; readonly found: Remote };

/**
 * Deletes the tenant's SMTP provider, or disables it. It looks first: a provider that is no longer SMTP is not ours.
 * An unclear answer leads to another look, never to a blind repetition: what has been changed or set up since is another
 * than the one that was to go.
 *
 * @param known what the tenant has, where that is known already: then there is no look before the first request
 */
export async function remove(
  endpoint: Endpoint,
  onDelete: "delete" | "disable",
  known?: Remote,
): Promise<Removed> {
  const method = onDelete === "delete" ? "DELETE" : "PATCH";
  let unconfirmed:
    | { readonly seen: string; readonly advice: string; readonly last: boolean; readonly was: Remote }
    | undefined;
  for (let tries = 1; ; tries++) {
    const found =
      tries === 1 && known !== undefined
        ? known
        : await whileUnconfirmed(unconfirmed && method, endpoint.get());
    if (found === undefined || (onDelete === "disable" && found.kind === "smtp" && !found.enabled)) {
      return { kind: "gone" };
    }
    if (found.kind !== "smtp") return { kind: "left alone", found };
    if (unconfirmed && (unconfirmed.last || !isDeepStrictEqual(found, unconfirmed.was))) {
      throw unclear(endpoint.domain, method, unconfirmed, found);
    }
    const answer = await (onDelete === "delete" ? endpoint.delete() : disable(endpoint));
    if (answer === "done") return { kind: "gone" };
    if (answer.kind === "rejected") throw rejected(endpoint.domain, method, answer.status);
    const again = tries < TRIES && (await endpoint.patience.beforeRetry(tries - 1));
    unconfirmed = { seen: answer.seen, advice: answer.advice, last: !again, was: found };
  }
}

async function disable(endpoint: Endpoint) {
  const answer = await endpoint.update({ name: "smtp", enabled: false });
  switch (answer.kind) {
    case "done":
    case "absent":
      return "done";
    case "exists":
      return { kind: "rejected", status: 409 } as const;
    default:
      return answer;
  }
}
