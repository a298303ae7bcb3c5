import { styleText } from "node:util";
import { MARKS } from "./block";
import type { Status } from "./status";

export type Colour = "red" | "green" | "yellow" | "dim" | "bold";

/** What is known of where the text goes. */
export interface Style {
  /** In columns. */
  readonly width: number;
  readonly paint: (colour: Colour, text: string) => string;
}

/** Where no terminal tells its width: wide enough for a sentence, narrow enough for a log. */
const WIDTH = 120;

/** Colour only on a terminal that has it: NO_COLOR and TERM=dumb are honoured (`hasColors`). */
export function styleFor(stream: NodeJS.WriteStream): Style {
  const coloured = stream.isTTY === true && stream.hasColors();
  return {
    width: stream.isTTY ? Math.max(stream.columns, 60) : WIDTH,
    paint: (colour, text) => (coloured ? styleText(colour, text, { validateStream: false }) : text),
  };
}

const COLOURS: Readonly<Record<Status, Colour>> = {
  pass: "green",
  fail: "red",
  warn: "yellow",
  skipped: "dim",
};

/** The mark of a status, in its colour. */
export function mark(status: Status, { paint }: Style): string {
  return paint(COLOURS[status], MARKS[status].mark);
}
