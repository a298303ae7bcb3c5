import { z } from "zod";
import { type Answer, failure } from "./answer.ts";
import { CLIENT } from "./client.ts";

/** A tenant log event as the API gives it. `details` depends on the type. */
export interface LogEvent {
  readonly log_id: string;
  /** ISO 8601. */
  readonly date: string;
  readonly type: string;
  readonly description: string;
  readonly client_id: string;
  readonly client_name: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly user_id?: string;
}

/** What is left to the caller; the rest is as in a log of the real API. */
export type NewLogEvent = Partial<LogEvent> & Pick<LogEvent, "type" | "details">;

/** Auth0's log ids begin with the time and sort by it ("Retrieve Logs Using the Management API"). */
export function logEvent(event: NewLogEvent, count: number, now: number): LogEvent {
  const date = event.date ?? new Date(now).toISOString();
  return {
    log_id: `900${date.replace(/\D/g, "")}${String(count).padStart(36, "0")}`,
    date,
    description: "",
    client_id: CLIENT.AUTH0_CLIENT_ID,
    client_name: "",
    ...event,
  };
}

const PER_PAGE_MAX = 100;
/** "You may paginate only through 1,000 search results." */
const RESULTS_MAX = 1000;

const search = z.object({
  q: z.string().default(""),
  page: z.coerce.number().int().min(0).default(0),
  per_page: z.coerce.number().int().min(0).max(PER_PAGE_MAX).default(50),
  sort: z
    .string()
    .regex(/^date:(1|-1)$/)
    .default("date:-1"),
  include_totals: z.enum(["true", "false"]).default("false"),
});

const checkpoint = z.object({
  from: z.string(),
  take: z.coerce.number().int().min(1).max(PER_PAGE_MAX).default(50),
});

/**
 * `GET /api/v2/logs`, by search or from a checkpoint, where all but `from` and `take` is ignored. Sources: Auth0's
 * "Retrieve Logs Using the Management API" and "Log Search Query Syntax", and the parameters' limits in the Management
 * API reference. Unproven: with what words the real API refuses a query or a page beyond the thousandth result.
 */
export function readLogs(events: readonly LogEvent[], query: URLSearchParams): Answer {
  const parameters = Object.fromEntries(query);
  if (query.has("from")) {
    const asked = checkpoint.safeParse(parameters);
    if (!asked.success) return invalidQuery(asked.error);
    const later = events.filter(({ log_id }) => log_id > asked.data.from).toSorted(byId);
    return { status: 200, body: later.slice(0, asked.data.take).map(shown) };
  }
  const asked = search.safeParse(parameters);
  if (!asked.success) return invalidQuery(asked.error);
  const { q, page, per_page, sort, include_totals } = asked.data;
  const matches = matcher(q);
  const start = page * per_page;
  if (!matches || start + per_page > RESULTS_MAX)
    return failure(400, "Invalid query", "invalid_query_string");
  const found = events.filter(matches).toSorted(sort === "date:1" ? byDate : (a, b) => byDate(b, a));
  const logs = found.slice(start, start + per_page).map(shown);
  if (include_totals === "false") return { status: 200, body: logs };
  // "The totals field tells you how many logs are returned in the page."
  return {
    status: 200,
    body: { start, limit: per_page, length: logs.length, total: logs.length, logs },
  };
}

/** Real events also carry their id a second time. */
const shown = (event: LogEvent) => ({ ...event, _id: event.log_id });

const byId = (a: LogEvent, b: LogEvent) => (a.log_id < b.log_id ? -1 : 1);
const byDate = (a: LogEvent, b: LogEvent) => Date.parse(a.date) - Date.parse(b.date);

type Matcher = (event: LogEvent) => boolean;

/** The part of the query syntax that has a use here: exact values and ranges of dates, joined by AND. */
function matcher(q: string): Matcher | undefined {
  if (q === "") return () => true;
  const terms = q.split(" AND ").map(term);
  return terms.includes(undefined) ? undefined : (event) => terms.every((matches) => matches?.(event));
}

function term(text: string): Matcher | undefined {
  const exact = /^(type|user_id|log_id|client_id):(?:"([^"]*)"|([\w-]+))$/.exec(text);
  if (exact) {
    const [, field, quoted, bare] = exact;
    return (event) =>
      Object.entries(event).some(([name, value]) => name === field && value === (quoted ?? bare));
  }
  const range = /^date:([[{])(\S+) TO (\S+)([\]}])$/.exec(text);
  if (!range) return undefined;
  const [, opening, from = "*", to = "*", closing] = range;
  const [least, most] = [from === "*" ? -Infinity : Date.parse(from), to === "*" ? Infinity : Date.parse(to)];
  if (Number.isNaN(least) || Number.isNaN(most)) return undefined;
  return ({ date }) => {
    const at = Date.parse(date);
    return (opening === "[" ? at >= least : at > least) && (closing === "]" ? at <= most : at < most);
  };
}

function invalidQuery(error: z.ZodError): Answer {
  const property = error.issues[0]?.path.join(".") ?? "";
  return failure(400, `Query validation error: on property ${property}.`, "invalid_query_string");
}
