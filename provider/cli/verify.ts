import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type FailedDelivery, failedDeliveries } from "../auth0/mail-logs";
import { Patience, systemClock } from "../auth0/patience";
import type { Session } from "../auth0/session";
import { sendVerificationEmail } from "../auth0/verification-email";
import { INPUTS } from "../inputs/table";
import { line } from "../inputs/text";
import { masked } from "../model/mask";
import { quoting } from "../model/quote";
import { type Block, list, note } from "../report/block";
import { readArguments, seconds } from "./arguments";
import type { CliCommand } from "./command";
import { oneTenant, sessionsOf, sessionWith } from "./tenants";

/** Between two looks at the log, in milliseconds. */
const PAUSE = 3_000;

const options = z.object({ tenant: INPUTS.domain.optional(), userId: line(1024), wait: seconds(0, 600) });

/**
 * `auth0-smtp verify`: the Dashboard's "Send Test Email" and "check your logs". Auth0 sends a verification mail; a
 * failure to hand it over shows in the tenant's log. That none shows is no proof of delivery. Exit 1 where one failed.
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
    const before = new Date();
    const { jobId, createdAt = before } = await sendVerificationEmail(
      session,
      userId,
      new Patience(systemClock),
    );
    await terminal.say(
      `${domain} has queued the mail (${jobId}). Looking for a failure in its logs for ${wait} s.`,
    );
    const failures = (await watch(session, createdAt, wait)).map(maskedFailure);
    const ok = failures.length === 0;
    const json = {
      ok,
      tenant: domain,
      userId,
      jobId,
      since: createdAt.toISOString(),
      waitedSeconds: wait,
      failures,
    };
    return { exit: ok ? 0 : 1, json, blocks: verifyBlocks(domain, wait, failures) };
  },
};

/** The failures since then: as soon as there are any, else none when the time is over. */
async function watch(session: Session, since: Date, seconds: number): Promise<readonly FailedDelivery[]> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const { deliveries } = await failedDeliveries(session, since, new Patience(systemClock));
    const left = end - Date.now();
    if (deliveries.length > 0 || left <= 0) return deliveries;
    await sleep(Math.min(PAUSE, left));
  }
}

interface MaskedFailure {
  readonly date: string | null;
  readonly emailType: string;
  readonly to: string;
  readonly reason: string;
}

const quote = quoting(undefined);

const maskedFailure = ({ date, emailType, to, reason }: FailedDelivery): MaskedFailure => ({
  date: date?.toISOString() ?? null,
  emailType,
  to: masked(to),
  reason: quote(reason),
});

function verifyBlocks(domain: string, wait: number, failures: readonly MaskedFailure[]): Block[] {
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
