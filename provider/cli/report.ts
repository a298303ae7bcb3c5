import type { Finding, Preflight, Status } from "../smtp";
import { REQUIREMENTS } from "../smtp";
import { printable } from "../smtp/quote";
import type { Colour, Style } from "./style";
import { type Cell, table } from "./table";

const MARKS: Readonly<Record<Status, { readonly text: string; readonly colour: Colour }>> = {
  pass: { text: "✓", colour: "green" },
  fail: { text: "✗", colour: "red" },
  warn: { text: "!", colour: "yellow" },
  skipped: { text: "–", colour: "dim" },
};

export const mark = (status: Status): Cell => MARKS[status];

/** A report as a table, what to do below it, and what it comes to. */
export function reportText(report: Preflight, style: Style): string {
  const rows = report.findings.map(({ code, status, seen, ms }) => [
    mark(status),
    code,
    seen,
    ms > 0 ? `${ms} ms` : "",
  ]);
  const columns = [
    { head: "" },
    { head: "requirement" },
    { head: "seen", grows: true },
    { head: "time", align: "right" as const },
  ];
  return [
    `${report.host}:${report.port}`,
    "",
    table(columns, rows, style),
    ...adviceLines(report.findings, style),
    "",
    verdict(report),
  ].join("\n");
}

/** What to do, a line for each finding that calls for something. */
export function adviceLines(findings: readonly Omit<Finding, "ms">[], style: Style): string[] {
  const lines = findings
    .filter(({ advice }) => advice !== "")
    .map(({ code, status, advice }) => {
      const { text, colour } = MARKS[status];
      return `${style.paint(colour, text)} ${code}: ${printable(advice)}`;
    });
  return lines.length > 0 ? ["", ...lines] : [];
}

function verdict({ ok, findings, seenOnlyHere }: Preflight): string {
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
