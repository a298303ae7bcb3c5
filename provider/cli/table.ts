import Table from "cli-table3";
import { printable } from "../smtp/quote";
import type { Colour, Style } from "./style";

/** A text, or one in colour. */
export type Cell = string | { readonly text: string; readonly colour: Colour };

export interface Column {
  readonly head: string;
  readonly align?: "left" | "right";
  /** Takes what width the others leave. At most one. */
  readonly grows?: boolean;
}

const PADDING = 2;
const LEAST = 24;

/** A table without lines. Whatever a cell's text comes from, nothing in it acts on the terminal. */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[], style: Style): string {
  const texts = rows.map((row) => row.map((cell) => printable(typeof cell === "string" ? cell : cell.text)));
  const widths = columns.map(
    ({ head }, at) => PADDING + Math.max(head.length, ...texts.map((row) => row[at]?.length ?? 0)),
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
  for (const [at, row] of rows.entries()) {
    grid.push(
      row.map((cell, column) => {
        const text = texts[at]?.[column] ?? "";
        return typeof cell === "string" ? text : style.paint(cell.colour, text);
      }),
    );
  }
  return grid
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

const NO_LINES = Object.fromEntries(
  [
    ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"],
    ...["left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"],
  ].map((name) => [name, ""]),
);
