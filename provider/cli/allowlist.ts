import { z } from "zod";
import { Network } from "../auth0/network";
import {
  type AddressChange,
  OUTBOUND_ADDRESSES_URL,
  type OutboundAddresses,
  outboundAddresses,
} from "../auth0/outbound-addresses";
import { calledWrongly, readArguments } from "./arguments";
import type { CliCommand } from "./command";

const options = z.object({
  region: z.string().optional(),
  url: z.url({ protocol: /^https?$/, error: "must be an http or https URL" }),
  since: z.iso.date({ error: "must be a date such as 2026-01-31" }).optional(),
});

/** `auth0-smtp allowlist`: the addresses that a firewall before the SMTP server must admit. */
export const command: CliCommand = {
  define: (call) =>
    void call
      .option("--region <code>", "only this region, such as EU")
      .option("--since <date>", "also what was added and removed since then")
      .option("--url <url>", "where the list is", OUTBOUND_ADDRESSES_URL),

  async run(call, { env }) {
    const { region, url, since } = readArguments(call, options);
    const all = await outboundAddresses(url, new Network(env));
    const list = region === undefined ? all : only(all, region);
    if (!list) {
      throw calledWrongly("allowlist", `--region must be one of ${Object.keys(all.regions).join(", ")}.`);
    }
    const { lastUpdatedAt, regions } = list;
    const changes = since && list.changes.filter(({ date }) => date >= since);
    return {
      exit: 0,
      json: { ok: true, url, lastUpdatedAt, regions, ...(since && { since, changes }) },
      text: () => listText(list, region !== undefined, since, changes || []),
    };
  },
};

function only(all: OutboundAddresses, wanted: string): OutboundAddresses | undefined {
  const [name, cidrs] =
    Object.entries(all.regions).find(([code]) => code.toLowerCase() === wanted.toLowerCase()) ?? [];
  if (name === undefined || cidrs === undefined) return undefined;
  return {
    ...all,
    regions: { [name]: cidrs },
    changes: all.changes.filter((change) => change.region === name),
  };
}

/** One address a line, everything else behind `#`: to be read by people and by `grep -v '^#'`. */
function listText(
  { lastUpdatedAt, regions }: OutboundAddresses,
  oneRegion: boolean,
  since: string | undefined,
  changes: readonly AddressChange[],
): string {
  const lists = Object.entries(regions).flatMap(([name, cidrs]) => [
    ...(oneRegion ? [] : [`# ${name}`]),
    ...cidrs,
  ]);
  const history = changes.map(
    ({ date, region, action, cidrs }) =>
      `# ${date} ${region} ${action === "add" ? "+" : "-"} ${cidrs.join(" ")}`,
  );
  return [
    `# Auth0's outbound addresses, as of ${lastUpdatedAt}`,
    ...lists,
    ...(since === undefined
      ? []
      : [`# Changes since ${since}${history.length > 0 ? ":" : ": none"}`, ...history]),
  ].join("\n");
}
