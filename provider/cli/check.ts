import { z } from "zod";
import { preflight } from "../smtp";
import { readArguments } from "./arguments";
import { checkReportBlocks } from "./check-report";
import type { CliCommand } from "./command";
import { connectionArguments, defineConnection, readConnection } from "./connection";

/** `auth0-smtp check <host>`: the preflight, by hand. No mail is sent. */
export const command: CliCommand = {
  define: (call) => void defineConnection(call),

  async run(call, terminal) {
    const options = readArguments(call, z.object(connectionArguments));
    const report = await preflight(await readConnection(options, call, terminal));
    const { seenOnlyHere: _, ...json } = report;
    return { exit: report.ok ? 0 : 1, json, blocks: checkReportBlocks(report) };
  },
};
