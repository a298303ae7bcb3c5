import type { Observations } from "../observations";
import type { Subject } from "../options";
import type { Clean, Quote } from "../quote";

/** What a judgement goes by. */
export interface Case {
  readonly subject: Subject;
  readonly seen: Observations;
  readonly quote: Quote;
  /** The same without quotation marks. */
  readonly clean: Clean;
  readonly now: Date;
}
