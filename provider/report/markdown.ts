import { printable } from "../model/printable";
import { type Block, type Cell, MARKS, type Table } from "./block";

/** Blocks as Markdown (GitHub's), for summaries and comments in pipelines. */
export function toMarkdown(blocks: readonly Block[]): string {
  return blocks.map(blockToMarkdown).filter(Boolean).join("\n\n");
}

function blockToMarkdown(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `## ${escaped(block.text)}`;
    case "table":
      return tableToMarkdown(block);
    case "list":
      return block.items.map(({ status, text }) => `- ${marked(status, text)}`).join("\n");
    case "note":
      return marked(block.status, block.text);
    case "lines":
      return ["```text", ...block.lines.map((line) => printable(line).replaceAll("```", "'''")), "```"].join(
        "\n",
      );
  }
}

function tableToMarkdown({ columns, rows }: Table): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    row(columns.map(({ head }) => escaped(head))),
    row(columns.map(({ align }) => (align === "right" ? "--:" : "---"))),
    ...rows.map((cells) => row(cells.map(cellToMarkdown))),
  ].join("\n");
}

const cellToMarkdown = (cell: Cell) => (typeof cell === "string" ? escaped(cell) : MARKS[cell.status].mark);

const marked = (status: keyof typeof MARKS | undefined, text: string) =>
  `${status === undefined ? "" : `${MARKS[status].mark} `}${escaped(text)}`;

const URL_IN_TEXT = /(https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)])/;

/** Whatever would be markup, a mention or an image is text; a link is the one thing that works. */
function escaped(text: string): string {
  const parts = printable(text).split(URL_IN_TEXT);
  return parts.map((part, at) => (at % 2 === 1 ? `<${part}>` : withoutMarkup(part))).join("");
}

function withoutMarkup(text: string): string {
  const plain = text.replace(/[\\`*_{}[\]<>#|~&]/g, "\\$&");
  // A word joiner keeps a name from being told of the report.
  return plain.replace(/(?<!\w)@(?=\w)/g, "@\u2060");
}
