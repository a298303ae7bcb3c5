import { isIPv4 } from "node:net";
import { z } from "zod";
import { SmtpProviderError } from "../model/errors";
import type { Network } from "./network";
import { type NoAnswer, NoAnswerError } from "./no-answer";

/** Where Auth0 publishes the addresses that its public cloud connects from. */
export const OUTBOUND_ADDRESSES_URL = "https://cdn.auth0.com/ip-ranges.json";

/** An addition to a region's addresses, or a removal from them. */
export interface AddressChange {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly region: string;
  readonly action: "add" | "remove";
  readonly cidrs: readonly string[];
}

export interface OutboundAddresses {
  /** As Auth0 writes it: ISO 8601. */
  readonly lastUpdatedAt: string;
  /** By region, such as `EU`. */
  readonly regions: Readonly<Record<string, readonly string[]>>;
  readonly changes: readonly AddressChange[];
}

const TIMEOUT_MS = 30_000;

const cidr = z.string().refine((text) => {
  const [, address = "", bits] = /^([\d.]+)\/(\d{1,2})$/.exec(text) ?? [];
  return isIPv4(address) && Number(bits) <= 32;
});

const region = z.string().regex(/^[\w-]{1,32}$/);

/**
 * The form of the file, by Auth0's page "Auth0 IP Addresses for Allow Lists". What goes into a firewall must be an
 * address, so that a file of any other form is refused as a whole; only the history may lack.
 */
const file = z
  .object({
    last_updated_at: z.string().regex(/^[\d.:TZ+-]{10,40}$/),
    regions: z.record(region, z.object({ ipv4_cidrs: z.array(cidr) })),
    changelog: z
      .array(
        z.object({
          date: z.string().regex(/^\d{4}-\d\d-\d\d/),
          region,
          action: z.enum(["add", "remove"]),
          ipv4_cidrs: z.array(cidr),
        }),
      )
      .default([]),
  })
  .transform(
    ({ last_updated_at, regions, changelog }): OutboundAddresses => ({
      lastUpdatedAt: last_updated_at,
      regions: Object.fromEntries(
        Object.entries(regions).map(([name, { ipv4_cidrs }]) => [name, ipv4_cidrs]),
      ),
      changes: changelog.map(({ date, region, action, ipv4_cidrs }) => ({
        date: date.slice(0, 10),
        region,
        action,
        cidrs: ipv4_cidrs,
      })),
    }),
  );

/**
 * Fetches the list. The SMTP server must admit these addresses; a private cloud has others, which Auth0's Support
 * Center shows.
 *
 * @param url http or https
 * @throws SmtpProviderError `UNREACHABLE`
 */
export async function outboundAddresses(url: string, network: Network): Promise<OutboundAddresses> {
  const parsed = file.safeParse(await fetched(url, network));
  if (parsed.success) return parsed.data;
  throw unreachable(url, { seen: "what it gives is not such a list", advice: "Check the URL." });
}

async function fetched(url: string, network: Network): Promise<unknown> {
  const { status, text } = await answerOf(url, network);
  if (status !== 200) {
    throw unreachable(url, { seen: `it answers with status ${status}`, advice: "Run it again later." });
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function answerOf(url: string, network: Network) {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    // The list is public, and the request carries nothing.
    return await network.exchange(new URL(url), { signal, redirect: "follow" });
  } catch (error) {
    throw error instanceof NoAnswerError ? unreachable(url, error.noAnswer) : error;
  }
}

function unreachable(url: string, { seen, advice }: Pick<NoAnswer, "seen" | "advice">): SmtpProviderError {
  return new SmtpProviderError("UNREACHABLE", {
    what: `The list of Auth0's addresses could not be read from ${new URL(url).origin}: ${seen}.`,
    truth: "Nothing is known of changes.",
    todo: `${advice} The list for people: https://auth0.com/docs/secure/security-guidance/data-security/allowlist`,
  });
}
