import { Option } from "commander";
import { z } from "zod";
import { Endpoint } from "../auth0/endpoint";
import { systemClock } from "../auth0/patience";
import { INPUTS } from "../inputs/table";
import type { Remote } from "../model/remote";
import { type Block, type Column, list, table } from "../report/block";
import { adviceFor } from "../smtp/advice";
import { calledWrongly, readArguments } from "./arguments";
import type { CliCommand } from "./command";
import type { CommandResult } from "./command-result";
import { type ReportedFailure, reportedFailureOf } from "./reported-failure";
import { allTenants, forEachTenant, oneTenant, sessionsOf, sessionWith } from "./tenants";

/** What `status --json` prints of each tenant. */
interface TenantStatus {
  readonly domain: string;
  /** It has SMTP, and it is enabled. */
  readonly ok: boolean;
  /** Auth0's name of the provider; null where there is none, or where it could not be read. */
  readonly provider: string | null;
  readonly enabled: boolean | null;
  readonly from: string | null;
  readonly host: string | null;
  readonly port: number | null;
  readonly username: string | null;
  readonly advice: readonly { readonly code: string; readonly seen: string; readonly advice: string }[];
  /** Why it could not be read. */
  readonly error?: ReportedFailure;
}

const options = z.object({ tenant: z.array(INPUTS.domain).optional(), all: z.boolean().optional() });

/**
 * `auth0-smtp status`: what tenants have now. One request a tenant, ten tenants at a time; one that fails does not hide
 * the others. Exit 1 where one has no SMTP provider, has it disabled or could not be read; 2 where none could be read.
 */
export const command: CliCommand = {
  define: (call) =>
    void call
      .addOption(new Option("--tenant <domain...>", "which tenants; default: AUTH0_DOMAIN").conflicts("all"))
      .option("--all", "every tenant for which there are credentials in the environment"),

  async run(call, terminal): Promise<CommandResult> {
    const { tenant, all } = readArguments(call, options);
    const sessions = sessionsOf(terminal);
    const domains = all ? allTenants(sessions, terminal) : (tenant ?? [oneTenant(undefined, call, terminal)]);
    if (domains.length === 0) {
      throw calledWrongly(
        "status",
        "No tenant has credentials: set AUTH0_TENANTS, AUTH0_TENANTS_FILE or AUTH0_DOMAIN.",
      );
    }
    const tenants = await forEachTenant([...new Set(domains)], async (domain) => {
      try {
        return statusOf(domain, await new Endpoint(sessionWith(domain, sessions, call), systemClock).get());
      } catch (error) {
        return { ...absent(domain), error: reportedFailureOf(error) };
      }
    });
    const ok = tenants.every((one) => one.ok);
    const none = tenants.every(({ error }) => error !== undefined);
    return {
      exit: ok ? 0 : none ? 2 : 1,
      json: { ok, tenants },
      blocks: statusBlocks(tenants),
    };
  },
};

const absent = (domain: string): TenantStatus => ({
  domain,
  ok: false,
  provider: null,
  enabled: null,
  from: null,
  host: null,
  port: null,
  username: null,
  advice: [],
});

function statusOf(domain: string, remote: Remote | undefined): TenantStatus {
  if (remote === undefined) return absent(domain);
  const { name: provider, enabled, from } = remote;
  if (remote.kind !== "smtp") return { ...absent(domain), provider, enabled, from };
  const { host, port, username } = remote;
  return {
    domain,
    ok: enabled,
    provider,
    enabled,
    from,
    host,
    port,
    username,
    advice: adviceFor({ host, port, username }).map(({ code, seen, advice }) => ({ code, seen, advice })),
  };
}

const COLUMNS: readonly Column[] = [
  { head: "" },
  { head: "tenant" },
  { head: "provider" },
  { head: "enabled" },
  { head: "from" },
  { head: "server" },
  { head: "username", grows: true },
];

function statusBlocks(tenants: readonly TenantStatus[]): Block[] {
  const rows = tenants.map((one) => [
    { status: one.ok ? ("pass" as const) : ("fail" as const) },
    one.domain,
    one.error ? "?" : (one.provider ?? "none"),
    one.enabled === null ? "" : one.enabled ? "yes" : "no",
    one.from ?? "",
    one.host === null ? "" : `${one.host}:${one.port}`,
    one.username ?? "",
  ]);
  return [table(COLUMNS, rows), list(tenants.flatMap(notesOn).map((text) => ({ text })))];
}

function notesOn({ domain, provider, enabled, advice, error }: TenantStatus): string[] {
  if (error) return [`${domain}: ${error.message}`];
  if (provider === null)
    return [`${domain}: it has no e-mail provider of its own: Auth0's built-in one is for tests only.`];
  if (provider !== "smtp") return [`${domain}: its e-mail provider is not SMTP.`];
  return [
    ...(enabled ? [] : [`${domain}: its SMTP provider is disabled: Auth0 does not use it.`]),
    ...advice.map((one) => `${domain}: ${one.code}: ${one.seen}. ${one.advice}`),
  ];
}
