import type { FailedDelivery } from "../auth0/mail-logs";
import { masked, withMaskedAddresses } from "../model/mask";
import { printable } from "../model/printable";
import { quoting } from "../model/quote";

/** A failed delivery as it may be shown. */
export interface ShownFailure {
  /** ISO 8601; null where the log's event has none that can be read. */
  readonly date: string | null;
  readonly emailType: string;
  /** The recipient, partly masked. */
  readonly to: string;
  /** The server's words, quoted: without secrets, and with addresses partly masked. */
  readonly reason: string;
}

/** @param passwords those that a server may have repeated */
export function shownFailure(
  { date, emailType, to, reason }: FailedDelivery,
  ...passwords: readonly (string | undefined)[]
): ShownFailure {
  return {
    date: date?.toISOString() ?? null,
    emailType: printable(emailType),
    to: printable(masked(to)),
    reason: withMaskedAddresses(quoting(...passwords)(reason)),
  };
}
