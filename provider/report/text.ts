import { printable } from "../model/printable";
import type { Block } from "./block";
import type { Status } from "./status";
import { mark, type Style } from "./style";
import { tableToText } from "./text-table";

/** Blocks as a person reads them on a terminal or in a log: an empty line between two. */
export function toText(blocks: readonly Block[], style: Style): string {
  return blocks
    .map((block) => blockToText(block, style))
    .filter((text) => text !== "")
    .join("\n\n");
}

function blockToText(block: Block, style: Style): string {
  switch (block.kind) {
    case "heading":
      return printable(block.text);
    case "table":
      return tableToText(block, style);
    case "list":
      return block.items.map(({ status, text }) => marked(status, text, style)).join("\n");
    case "note":
      return marked(block.status, block.text, style);
    case "lines":
      return block.lines.map(printable).join("\n");
  }
}

function marked(status: Status | undefined, text: string, style: Style): string {
  return status === undefined ? printable(text) : `${mark(status, style)} ${printable(text)}`;
}
