import type { Reply } from "./dialogue";

/** An enhanced status code (RFC 2034) at the beginning of a line. */
const ENHANCED = /^#?([245]\.\d{1,3}\.\d{1,3})(?:[ -]+|$)/;

/** A reply as one text: its code once, and an enhanced code that each line repeats once too. */
export function replyText({ code, lines }: Reply): string {
  let last: string | undefined;
  const words = lines.map((line) => {
    const [start, enhanced] = ENHANCED.exec(line) ?? [];
    if (start === undefined || enhanced !== last) {
      last = enhanced ?? last;
      return line;
    }
    return line.slice(start.length);
  });
  return [code, ...words]
    .map((text) => `${text}`.trim())
    .filter((text) => text !== "")
    .join(" ");
}

/** A reply that the mail library gives as it came: each line with its code. */
export function parseReply(text: string): Reply {
  const lines = text.split(/\r?\n/);
  return {
    code: Number(lines.at(-1)?.slice(0, 3)),
    lines: lines.map((line) => line.replace(/^\d{3}[ -]?/, "")),
  };
}
