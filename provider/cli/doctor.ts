import { z } from "zod";
import { note, table } from "../report/block";
import { readArguments } from "./arguments";
import { adviceList } from "./check-report";
import type { CliCommand } from "./command";
import { installationFindings } from "./doctor/installation";
import { networkFindings } from "./doctor/network";
import { tenantFindings } from "./doctor/tenants";

/**
 * `auth0-smtp doctor`: what is missing or in the way here, and the command that mends it. One token request a tenant, and
 * nothing else, is sent. Exit 1 where something that the resource needs is missing.
 */
export const command: CliCommand = {
  define: () => {},

  async run(call, terminal) {
    readArguments(call, z.object({}));
    const findings = [
      ...(await installationFindings(process.cwd(), terminal.env)),
      ...networkFindings(terminal.env),
      ...(await tenantFindings(call, terminal)),
    ];
    const ok = findings.every(({ status }) => status !== "fail");
    return {
      exit: ok ? 0 : 1,
      json: { ok, findings },
      blocks: [
        table(
          [{ head: "" }, { head: "what" }, { head: "seen", grows: true }],
          findings.map(({ status, code, seen }) => [{ status }, code, seen]),
        ),
        adviceList(findings),
        note(ok ? "Nothing that is needed is missing." : "Something is missing or in the way: see above."),
      ],
    };
  },
};
