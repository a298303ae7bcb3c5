import Table from "cli-table3";
import { printable } from "../model/printable";
import { type Cell, MARKS, type Table as TableBlock } from "./block";
import { mark, type Style } from "./style";

const PADDING = 2;
const LEAST = 24;

/** A table without lines. */
export function tableToText({ columns, rows }: TableBlock, style: Style): string {
  const widths = columns.map(
    ({ head }, at) => PADDING + Math.max(head.length, ...rows.map((row) => plain(row[at] ?? "").length)),
  );
  const others = widths.reduce((sum, width, at) => (columns[at]?.grows ? sum : sum + width), 0);
  const grid = new Table({
    colWidths: widths.map((width, at) =>
      columns[at]?.grows ? Math.min(width, Math.max(style.width - others, LEAST)) : width,
    ),
    colAligns: columns.map(({ align = "left" }) => align),
    wordWrap: true,
    chars: NO_LINES,
    style: { "padding-left": 0, "padding-right": PADDING, head: [], border: [] },
  });
  grid.push(columns.map(({ head }) => style.paint("dim", head)));
  for (const row of rows) {
    grid.push(row.map((cell) => (typeof cell === "string" ? plain(cell) : mark(cell.status, style))));
  }
  return grid
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

const plain = (cell: Cell) => (typeof cell === "string" ? printable(cell) : MARKS[cell.status].mark);

const NO_LINES = Object.fromEntries(
  [
    ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"],
    ...["left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"],
  ].map((name) => [name, ""]),
);
