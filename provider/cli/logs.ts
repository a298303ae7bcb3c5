import { z } from "zod";
import { failedDeliveries } from "../auth0/mail-logs";
import { Patience, systemClock } from "../auth0/patience";
import { INPUTS } from "../inputs/table";
import { type Block, heading, note, table } from "../report/block";
import { readArguments } from "./arguments";
import type { CliCommand } from "./command";
import { groupByReason, type ReasonGroup } from "./failure-reasons";
import { oneTenant, sessionsOf, sessionWith } from "./tenants";

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A duration back from now, or a moment. */
const since = z.string().transform((text, ctx): Date => {
  const [, count, unit = ""] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const at = count ? new Date(Date.now() - Number(count) * (UNITS[unit] ?? 0)) : dateOf(text);
  if (at && at.getTime() <= Date.now()) return at;
  ctx.addIssue({ code: "custom", message: "must be a time gone by, such as 30m, 24h, 7d or 2026-01-31" });
  return z.NEVER;
});

function dateOf(text: string): Date | undefined {
  const at = /^\d{4}-\d\d-\d\d(T[\d:.]+Z?)?$/.test(text) ? new Date(text) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at : undefined;
}

const options = z.object({ tenant: INPUTS.domain.optional(), since });

/** `auth0-smtp logs`: the mails that a tenant could not hand over, by reason. Exit 1 where there are any. */
export const command: CliCommand = {
  define: (call) =>
    void call
      .option("--tenant <domain>", "default: AUTH0_DOMAIN")
      .option("--since <time>", "30m, 24h, 7d, or a date such as 2026-01-31", "24h"),

  async run(call, terminal) {
    const { tenant, since } = readArguments(call, options);
    const domain = oneTenant(tenant, call, terminal);
    const session = sessionWith(domain, sessionsOf(terminal), call);
    const { deliveries, complete } = await failedDeliveries(session, since, new Patience(systemClock));
    const groups = groupByReason(deliveries);
    const [ok, total] = [deliveries.length === 0, deliveries.length];
    const json = { ok, tenant: domain, since: since.toISOString(), total, complete, groups };
    return { exit: ok ? 0 : 1, json, blocks: logsBlocks(json) };
  },
};

interface Found {
  readonly tenant: string;
  readonly since: string;
  readonly total: number;
  readonly complete: boolean;
  readonly groups: readonly ReasonGroup[];
}

function logsBlocks({ tenant, since, total, complete, groups }: Found): Block[] {
  if (total === 0) {
    const seen = `${tenant}: no failed delivery since ${since} in its logs`;
    return [note(`${seen} (Auth0 keeps them for a time that depends on the plan).`, "pass")];
  }
  const deliveries = total === 1 ? "delivery" : "deliveries";
  const rows = groups.map(({ reason, count, first, last, emailTypes, example }) => [
    { status: "fail" as const },
    `${count}`,
    reason,
    emailTypes.join(" "),
    minutes(first),
    minutes(last),
    example,
  ]);
  return [
    heading(`${tenant}: ${complete ? "" : "at least "}${total} failed ${deliveries} since ${since}`),
    table(COLUMNS, rows),
    ...(complete
      ? []
      : [note("These are the newest 1,000: Auth0 gives no more to one search. Set a later --since.")]),
  ];
}

const COLUMNS = [
  { head: "" },
  { head: "count", align: "right" },
  { head: "reason", grows: true },
  { head: "mails" },
  { head: "first" },
  { head: "last" },
  { head: "for example" },
] as const;

const minutes = (at: string | null) => (at === null ? "?" : `${at.slice(0, 16).replace("T", " ")}Z`);
