import type { FailedDelivery } from "../auth0/mail-logs";
import { masked } from "../model/mask";
import { cleaning } from "../model/quote";

/** Failed deliveries that failed for the same reason. */
export interface ReasonGroup {
  /** In the words of the log, with addresses and ids taken out. */
  readonly reason: string;
  readonly count: number;
  /** ISO 8601; null where no event of the group has a date. */
  readonly first: string | null;
  readonly last: string | null;
  readonly emailTypes: readonly string[];
  /** One of the recipients, partly masked. */
  readonly example: string;
}

/** By reason, the most frequent first. */
export function groupByReason(deliveries: readonly FailedDelivery[]): ReasonGroup[] {
  const groups = new Map<string, FailedDelivery[]>();
  for (const delivery of deliveries) {
    const reason = normalised(delivery.reason);
    const group = groups.get(reason) ?? [];
    group.push(delivery);
    groups.set(reason, group);
  }
  return [...groups]
    .map(([reason, all]) => ({
      reason,
      count: all.length,
      ...span(all),
      emailTypes: [...new Set(all.map(({ emailType }) => emailType))].toSorted(),
      example: masked(all[0]?.to ?? ""),
    }))
    .toSorted((a, b) => b.count - a.count);
}

function span(deliveries: readonly FailedDelivery[]) {
  const dates = deliveries.flatMap(({ date }) => (date ? [date.toISOString()] : [])).toSorted();
  return { first: dates[0] ?? null, last: dates.at(-1) ?? null };
}

/** What differs from mail to mail. SMTP's own codes (`535`, `5.7.8`) stay, and so do names of hosts. */
const PARTICULARS: readonly (readonly [RegExp, string])[] = [
  [/[^\s<>"'(),;:[\]][^\s<>"(),;:[\]]*@[\w.-]+\w/g, "<address>"],
  // Exchange Online puts server, time and request id there.
  [/\[[^\]]*\d[^\]]*\]/g, "[<id>]"],
  [/\b\d{1,3}(\.\d{1,3}){3}\b/g, "<ip>"],
  [/https?:\/\/\S+/g, "<url>"],
  // A token of letters and digits that is no name with a number, or a long number: a queue id, a request id.
  [/(?<![\w.-])(?=[\w-]*\d[\w-]*\d)(?=[\w-]*[a-z])[\w-]{8,}(\.\d+)?(?![\w.-]*\.[a-z])/gi, "<id>"],
  [/\b\d{6,}\b/g, "<id>"],
];

/** What is longer is cut before it is looked at: nobody reads on, and patterns take their time over long texts. */
const LONGEST = 2000;

export function normalised(reason: string): string {
  const start = reason.slice(0, LONGEST);
  const general = PARTICULARS.reduce((text, [pattern, name]) => text.replaceAll(pattern, name), start);
  return cleaning(undefined)(general);
}
