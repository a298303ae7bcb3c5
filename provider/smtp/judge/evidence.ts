import type { Clean, Quote } from "../../model/quote";
import type { Observations } from "../observations";
import type { Target } from "../target";

/** What a judgement goes by. */
export interface Evidence {
  readonly target: Target;
  readonly seen: Observations;
  readonly quote: Quote;
  /** The same without quotation marks. */
  readonly clean: Clean;
  readonly now: Date;
}
