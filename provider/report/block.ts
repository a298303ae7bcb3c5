import type { Status } from "./status";

/**
 * What a report is made of. A command returns blocks and knows nothing of where they go: text, Markdown and HTML are
 * three printers of the same blocks.
 *
 * A text in a block may come from others (a server, Auth0, a user): each printer sees to it that nothing in it acts on a
 * terminal, in a table or in a page. It must hold no secret.
 */
export type Block = Heading | Table | List | Note | Lines;

export interface Heading {
  readonly kind: "heading";
  readonly text: string;
}

/** A cell: a text, or the mark of a status. */
export type Cell = string | { readonly status: Status };

export interface Column {
  readonly head: string;
  readonly align?: "left" | "right";
  /** Takes what width the others leave. At most one. */
  readonly grows?: boolean;
}

export interface Table {
  readonly kind: "table";
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface List {
  readonly kind: "list";
  readonly items: readonly { readonly status?: Status | undefined; readonly text: string }[];
}

/** A sentence, or several. */
export interface Note {
  readonly kind: "note";
  readonly status?: Status | undefined;
  readonly text: string;
}

/** Lines for machines as well as for people: they are printed just as they are. */
export interface Lines {
  readonly kind: "lines";
  readonly lines: readonly string[];
}

export const heading = (text: string): Heading => ({ kind: "heading", text });
export const table = (columns: readonly Column[], rows: readonly (readonly Cell[])[]): Table => ({
  kind: "table",
  columns,
  rows,
});
export const list = (items: List["items"]): List => ({ kind: "list", items });
export const note = (text: string, status?: Status): Note => ({ kind: "note", text, status });
export const lines = (all: readonly string[]): Lines => ({ kind: "lines", lines: all });

/** How a status is written where there is room for one character, and in a word. */
export const MARKS: Readonly<Record<Status, { readonly mark: string; readonly word: string }>> = {
  pass: { mark: "✓", word: "passed" },
  fail: { mark: "✗", word: "failed" },
  warn: { mark: "!", word: "warning" },
  skipped: { mark: "–", word: "not tested" },
};
