import gte from "semver/functions/gte.js";
import valid from "semver/functions/valid.js";

/** The oldest CLI that will do: since 3.216.0 the engine takes the inputs that a provider's `read` returns, without
 * which a refresh could not show drift. */
export const OLDEST = "3.216.0";

/** The CLI this project gets where there is none; `go/pulumi/go.mod` names the same. */
export const PINNED = "3.255.0";

/** The oldest Go that can build what is got, as each `go.mod` says. */
export const OLDEST_GO = "1.25.11";

/** Is what `pulumi version` printed, such as `v3.255.0`, new enough? What is no version is not. */
export function isNewEnough(printed: string): boolean {
  const version = valid(printed.trim());
  return version !== null && gte(version, OLDEST);
}
