import { UNKNOWN } from "../inputs/unknown";

type Properties = Readonly<Record<string, unknown>>;

/**
 * The inputs that are recorded for the program's resources, as far as the engine has told. Where a preview does not know
 * the domain yet, the engine takes the resource for one to be replaced, and checks it again as if there were none.
 */
export class RecordedInputs {
  private readonly byUrn = new Map<string, Properties>();

  /** The recorded inputs to check by: those that the engine gives, or, where it holds them back, the ones it gave before. */
  for(urn: string | undefined, olds: Properties, news: Properties): Properties {
    if (urn === undefined) return olds;
    if (Object.keys(olds).length > 0) this.byUrn.set(urn, olds);
    else if (news.domain === UNKNOWN) return this.byUrn.get(urn) ?? olds;
    return olds;
  }
}
