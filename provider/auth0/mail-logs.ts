import { z } from "zod";
import { SmtpProviderError } from "../model/errors";
import type { Patience } from "./patience";
import { sendRead } from "./send-read";
import type { Session } from "./session";

/** A mail that Auth0 could not hand over: a log event of type `fn`. */
export interface FailedDelivery {
  readonly id: string;
  /** Undefined where the event has no date that can be read. */
  readonly date: Date | undefined;
  /** Auth0's name for the kind of mail, such as `verify_email`. */
  readonly emailType: string;
  /** The recipient's address. */
  readonly to: string;
  /** What Auth0 or the mail server said. Written by others: quote it before you print it. */
  readonly reason: string;
}

export interface FailedDeliveries {
  /** The newest first. */
  readonly deliveries: readonly FailedDelivery[];
  /** False where there are more than Auth0 gives to one search: then these are the newest. */
  readonly complete: boolean;
}

const PATH = "/api/v2/logs";
const PER_PAGE = 100;
/** "You may paginate only through 1,000 search results." */
const PAGES = 10;

/**
 * The tenant's failed deliveries since a moment, one request for each hundred. Scope `read:logs`.
 *
 * Sources: Auth0, "Retrieve Logs Using the Management API" and "Log Search Query Syntax"; the form of the events from
 * Auth0's published log schemas (`fn.schema.json`).
 *
 * @throws SmtpProviderError as `send`, and `UNREACHABLE`, `REJECTED`
 */
export async function failedDeliveries(
  session: Session,
  since: Date,
  patience: Patience,
): Promise<FailedDeliveries> {
  const found = new Map<string, FailedDelivery>();
  for (let page = 0; page < PAGES; page++) {
    const events = await readPage(session, since, page, patience);
    // New events push older ones to the next page, where they come again.
    for (const event of events) found.set(event.id, event);
    if (events.length < PER_PAGE) return { deliveries: [...found.values()], complete: true };
  }
  return { deliveries: [...found.values()], complete: false };
}

async function readPage(session: Session, since: Date, page: number, patience: Patience) {
  const search = { page, per_page: PER_PAGE, sort: "date:-1", include_totals: false };
  // The SDK has no parameter for `q`.
  const queryParams = { q: `type:"fn" AND date:[${since.toISOString()} TO *]` };
  const answer = await sendRead(
    session,
    {
      path: PATH,
      scope: "read:logs",
      run: async (client) => (await client.logs.list(search, { queryParams })).response,
    },
    readEvents,
    patience,
  );
  if (answer.kind === "ok") return answer.value;
  throw new SmtpProviderError("REJECTED", {
    what: `${session.domain} refused to search its logs (status ${answer.status}).`,
    truth: "Nothing was changed.",
    todo: "Look at the logs in the Auth0 Dashboard, under Monitoring.",
  });
}

const said = z.unknown().optional();

const event = z
  .object({
    log_id: z.string(),
    date: z.unknown().optional(),
    description: z.string().nullish(),
    details: z.object({ email_type: said, to: said, error: said }).nullish(),
  })
  .transform(
    ({ log_id, date, description, details }): FailedDelivery => ({
      id: log_id,
      date: moment(date),
      emailType: words(details?.email_type) || "unknown",
      to: words(details?.to),
      reason: words(details?.error) || description || "no reason given",
    }),
  );

/** With totals the events are in `logs`, without they are the answer itself. */
const answer = z.union([z.array(event), z.object({ logs: z.array(event) }).transform(({ logs }) => logs)]);

function readEvents(body: unknown): FailedDelivery[] | undefined {
  const parsed = answer.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

function moment(date: unknown): Date | undefined {
  const at = typeof date === "string" ? new Date(date) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at : undefined;
}

/** An error is a text by the schema; what is an object all the same says it in its `message`. */
function words(value: unknown): string {
  if (typeof value === "object" && value !== null && "message" in value) return words(value.message);
  return typeof value === "string" ? value : "";
}
