import { Eta } from "eta";
import { printable } from "../model/printable";
import { type Block, type Cell, MARKS } from "./block";
import { BLOCK, PAGE } from "./html-template";
import type { Status } from "./status";

/**
 * Blocks as one HTML page that needs nothing else: no script, no network. Every text is escaped by the template engine.
 *
 * @param title the page's
 */
export function toHtml(title: string, blocks: readonly Block[]): string {
  const eta = new Eta();
  eta.loadTemplate("@block", BLOCK);
  return eta.renderString(PAGE, { title: printable(title), blocks: blocks.map(clean) }).trim();
}

/** What the template needs of a block: its texts without control characters, its marks with a word for each. */
function clean(block: Block) {
  switch (block.kind) {
    case "heading":
      return { ...block, text: printable(block.text) };
    case "note":
      return { ...block, ...marked(block) };
    case "list":
      return { ...block, items: block.items.map(marked) };
    case "lines":
      return { ...block, lines: block.lines.map(printable) };
    case "table":
      return { ...block, rows: block.rows.map((row) => row.map(cell)) };
  }
}

function marked({ status, text }: { readonly status?: Status | undefined; readonly text: string }) {
  return { text: printable(text), mark: status && { status, ...MARKS[status] } };
}

function cell(value: Cell) {
  return typeof value === "string"
    ? { text: printable(value) }
    : { text: "", mark: { status: value.status, ...MARKS[value.status] } };
}
