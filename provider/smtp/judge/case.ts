import type { Observations } from "../observations";
import type { Subject } from "../options";
import type { Quote } from "../quote";

/** What a judgement goes by. */
export interface Case {
  readonly subject: Subject;
  readonly seen: Observations;
  readonly quote: Quote;
  readonly now: Date;
}
