import type { Reply } from "../dialogue";
import { refusesEhloName } from "../ehlo-name";
import type { Observations } from "../observations";

/** The answer to EHLO that refuses this machine's name, before TLS or under it; none where no name was refused. */
export function ehloNameRefusal({ hello, offer }: Observations): Reply | undefined {
  return [hello?.value, offer?.value].find((reply) => reply && refusesEhloName(reply, "EHLO"));
}
