import { isDeepStrictEqual } from "node:util";
import type { StoredProvider } from "../../emulator/index.ts";
import type { Act } from "../act.ts";

/** What happened to a tenant while a command ran. */
export type Witness = Pick<Act, "before" | "now" | "kinds">;

type Truth = readonly [says: RegExp, holds: (witness: Witness, said: readonly string[]) => boolean];

const untouched = ({ before, now }: Witness) => isDeepStrictEqual(now, before);

/** Each sentence about the tenant that a message may have, and when it is true. */
const TRUTHS: readonly Truth[] = [
  [/Nothing was sent to Auth0\./, ({ kinds }) => kinds.length === 0],
  [/The request was not carried out; the tenant is as it was\./, untouched],
  [/It was left as it is\./, untouched],
  [/Nothing was written to Auth0, and no mail was sent\./, untouched],
  [/The tenant has its old settings back: (.+?)\. Nothing/, ({ now }, [has]) => has === describe(now)],
  [/The new provider was deleted again: the tenant has none, as before\./, ({ now }) => now === undefined],
  [
    /The tenant keeps the new settings, (.+?): (?:not put back|nothing was rolled back)/,
    ({ now }, [has]) => has === describe(now),
  ],
  [/The tenant has no e-mail provider now\./, ({ now }) => now === undefined],
  [/When last looked at, the tenant had (.+)\. Nothing/, ({ now }, [has]) => has === describe(now)],
  [/Nothing was changed; what the tenant has now is not known\./, untouched],
  [
    /It is not clear whether Auth0 carried out the (POST|PATCH|DELETE) before it\./,
    ({ kinds }, [method]) => kinds.some((kind) => kind.toUpperCase() === method),
  ],
];

/** What is wrong with what a message says of the tenant; undefined where it is true. */
export function untruth(message: string, witness: Witness): string | undefined {
  const said = TRUTHS.flatMap(([says, holds]) => {
    const match = says.exec(message);
    return match ? [{ words: match[0], holds: holds(witness, match.slice(1)) }] : [];
  });
  const [first, ...more] = said;
  if (!first || more.length > 0) return `${said.length} sentences on what is true now, not 1: ${message}`;
  return first.holds ? undefined : `not true: ${first.words}`;
}

function describe(provider: StoredProvider | undefined): string {
  if (provider === undefined) return "no e-mail provider";
  const { name, enabled, default_from_address, credentials } = provider;
  if (name !== "smtp") return `the e-mail provider "${name}"`;
  const state = enabled ? "" : ", disabled";
  const { smtp_host, smtp_port } = credentials;
  return `the SMTP provider ${smtp_host}:${smtp_port} (From ${default_from_address}${state})`;
}
