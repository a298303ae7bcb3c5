import type { Block } from "./block";
import type { Style } from "./style";

/** The forms that a report can be printed in. */
export const FORMATS = ["text", "markdown", "html"] as const;
export type Format = (typeof FORMATS)[number];

/**
 * Prints blocks, without a line break at the end. Each printer, and the library it stands on, is loaded when it is used.
 *
 * @param title the page's, where it is one
 */
export function printBlocks(blocks: readonly Block[], format: Format, title: string, style: Style): string {
  switch (format) {
    case "text": {
      const { toText }: typeof import("./text") = require("./text");
      return toText(blocks, style);
    }
    case "markdown": {
      const { toMarkdown }: typeof import("./markdown") = require("./markdown");
      return toMarkdown(blocks);
    }
    case "html": {
      const { toHtml }: typeof import("./html") = require("./html");
      return toHtml(title, blocks);
    }
  }
}
