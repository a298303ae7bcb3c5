import { type Block, heading, type List, list, note, table } from "../report/block";
import type { Status } from "../report/status";
import { type Finding, type PreflightReport, REQUIREMENTS } from "../smtp";

/** A report as a table, what to do below it, and what it comes to. */
export function checkReportBlocks(report: PreflightReport): Block[] {
  const rows = report.findings.map(({ code, status, seen, ms }) => [
    { status },
    code,
    seen,
    ms > 0 ? `${ms} ms` : "",
  ]);
  return [
    heading(`${report.host}:${report.port}`),
    table(COLUMNS, rows),
    adviceList(report.findings),
    note(conclusion(report)),
  ];
}

const COLUMNS = [
  { head: "" },
  { head: "requirement" },
  { head: "seen", grows: true },
  { head: "time", align: "right" },
] as const;

/** What to do, an item for each finding that calls for something. */
export function adviceList(findings: readonly Omit<Finding, "ms">[]): List {
  const items = findings.filter(({ advice }) => advice !== "");
  return list(items.map(({ code, status, advice }) => ({ status, text: `${code}: ${advice}` })));
}

function conclusion({ ok, findings, seenOnlyHere }: PreflightReport): string {
  const codes = (wanted: Status) =>
    findings.filter(({ code, status }) => status === wanted && isRequirement(code)).map(({ code }) => code);
  const untested = codes("skipped").join(", ");
  const failed = codes("fail");
  if (!ok && failed.every((code) => seenOnlyHere.includes(code))) {
    return `Not met, as seen from this machine: ${failed.join(", ")}. ${ONLY_HERE}`;
  }
  if (!ok) return `Not met: ${failed.join(", ")}. Auth0 could not send mail through this server.`;
  if (untested !== "") return `Nothing failed. Not tested: ${untested}.`;
  return "All requirements are met, as seen from this machine. Whether the server lets Auth0's own addresses in cannot be seen from here.";
}

const ONLY_HERE =
  "Auth0 connects from its own addresses, over other networks and at another time: whether it gets further cannot be seen from here.";

const isRequirement = (code: string) => REQUIREMENTS.some((known) => known === code);
