import { z } from "zod";
import { requireMailScopes } from "../auth0/mail-scopes";
import { Patience, systemClock } from "../auth0/patience";
import type { Session } from "../auth0/session";
import { INPUTS } from "../inputs/table";
import { line } from "../inputs/text";
import { type MailProof, proveMail } from "../lifecycle/mail-proof";
import { type ShownFailure, shownFailure } from "../lifecycle/shown-failure";
import { type Block, list, note } from "../report/block";
import { readArguments, seconds } from "./arguments";
import type { CliCommand } from "./command";
import { oneTenant, sessionsOf, sessionWith } from "./tenants";

const options = z.object({ tenant: INPUTS.domain.optional(), userId: line(1024), wait: seconds(0, 600) });

/**
 * `auth0-smtp verify`: the Dashboard's "Send Test Email" and "check your logs", and what the resource's `verify` does
 * after a change. Auth0 sends a verification mail; a failure to hand it over shows in the tenant's log. That none shows is
 * no proof of delivery. Exit 1 where one failed.
 */
export const command: CliCommand = {
  define: (call) =>
    void call
      .option("--tenant <domain>", "default: AUTH0_DOMAIN")
      .requiredOption("--user-id <id>", "who gets the verification mail: a user of a database connection")
      .option("--wait <seconds>", "how long to look for a failure in the logs", "60"),

  async run(call, terminal) {
    const { tenant, userId, wait } = readArguments(call, options);
    const domain = oneTenant(tenant, call, terminal);
    const session = sessionWith(domain, sessionsOf(terminal), call);
    const patience = new Patience(systemClock);
    await requireMailScopes(session, patience);
    const proof = await proveMail(
      session,
      {
        userId,
        waitSeconds: wait,
        onQueued: ({ jobId }) =>
          terminal.say(
            `${domain} has queued the mail (${jobId}). Looking for a failure in its logs for ${wait} s.`,
          ),
      },
      patience,
    );
    const { outcome, mail, since } = proof;
    if (outcome.kind === "not seen") throw outcome.error;
    const failures =
      outcome.kind === "failed" ? outcome.failures.map((failure) => shownFailure(failure)) : [];
    const ok = failures.length === 0;
    const facts = factsOf(proof, session);
    const json = {
      ok,
      tenant: domain,
      userId,
      jobId: mail.jobId,
      since: since.toISOString(),
      waitedSeconds: wait,
      failures,
      facts,
    };
    return {
      exit: ok ? 0 : 1,
      json,
      blocks: [...verifyBlocks(domain, wait, failures), ...planBlocks(facts)],
    };
  },
};

/** What the run showed beside its outcome, for scripts. */
interface Facts {
  /** When Auth0 took the mail on, by its clock (ISO 8601); null where it did not say. */
  readonly mailQueuedAt: string | null;
  /** How often the logs were read. */
  readonly looks: number;
  /** How many requests the tenant's plan lets through at once, and how many were left; null where it did not say. */
  readonly rateLimits: Readonly<Record<"mails" | "logs", { limit: number; remaining: number } | null>>;
}

function factsOf({ mail, looks }: MailProof, { heard }: Session): Facts {
  return {
    mailQueuedAt: mail.createdAt?.toISOString() ?? null,
    looks,
    rateLimits: {
      mails: heard.limitOf("/api/v2/jobs/verification-email") ?? null,
      logs: heard.limitOf("/api/v2/logs") ?? null,
    },
  };
}

function planBlocks({ rateLimits: { mails, logs } }: Facts): Block[] {
  const words = [
    ...(mails === null ? [] : [`${mails.limit} such mails at once (${mails.remaining} left now)`]),
    ...(logs === null ? [] : [`${logs.limit} looks at its logs at once (${logs.remaining} left now)`]),
  ];
  return words.length === 0 ? [] : [note(`The tenant's plan allows ${words.join(", and ")}.`)];
}

function verifyBlocks(domain: string, wait: number, failures: readonly ShownFailure[]): Block[] {
  if (failures.length === 0) {
    return [
      note(`No failure seen within ${wait} s.`, "pass"),
      note(
        `This is no proof of delivery: ${domain} has queued the mail, and its logs show no failure since then. Check the ` +
          "mailbox. If nothing arrives, check that the template of the verification mail is enabled, and run " +
          `auth0-smtp logs --tenant ${domain} --since 1h: logs can be late.`,
      ),
    ];
  }
  const mails = failures.length === 1 ? "a mail" : `${failures.length} mails`;
  return [
    note(`${domain} could not deliver ${mails}:`, "fail"),
    list(failures.map(({ emailType, to, reason }) => ({ text: `${emailType} to ${to}: ${reason}` }))),
    note(
      "Compare the tenant's settings (auth0-smtp status) with what the server accepts (auth0-smtp check).",
    ),
  ];
}
