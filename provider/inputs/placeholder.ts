/** How a text that a tool or a hand left behind looks, and what to say of it. */
interface Mark {
  readonly pattern: RegExp;
  /** Beyond doubt also within a text. The others may be part of a good one, and count only from end to end. */
  readonly within: boolean;
  readonly problem: string;
}

/** No input is longer. Beyond it nothing is looked for, and lengths within are bounded, so that no text makes it slow. */
const LOOKED_AT = 64 * 1024;

/**
 * Of auth0-deploy-cli, shells, CI systems (Azure Pipelines, Octopus, GitHub Actions), templates and Windows.
 */
const MARKS: readonly Mark[] = [
  // First: its own words have a ${v} in them.
  {
    pattern: /Calling \[to(?:String|JSON)\] on an \[Output<T>\].*/s,
    within: true,
    problem:
      "has a Pulumi Output in it that was used as a plain text; put the text together with pulumi.interpolate, or in .apply",
  },
  form(/##[^#\s]{1,256}##/, "##NAME##"),
  form(/@@[^@\s]{1,256}@@/, "@@NAME@@"),
  form(/\$\{\{[^{}]{0,256}\}\}|\$\{[^}]{0,256}\}/, "$" + "{NAME}"),
  form(/\$\([^)]{1,256}\)/, "$(NAME)"),
  form(/#\{[^}]{0,256}\}#/, "#{NAME}#"),
  { ...form(/__[\p{L}\p{N}](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}])?__/u, "__NAME__"), within: false },
  { ...form(/%[\p{L}_][\p{L}\p{N}_.()-]*%/u, "%NAME%"), within: false },
  {
    pattern: /\[secret\]/,
    within: true,
    problem:
      'has "[secret]" in it, which Pulumi prints in place of a secret; put the real value in its place',
  },
  {
    pattern: /\[object Object\]/,
    within: true,
    problem:
      'has "[object Object]" in it: an object was put into a text; put the one value of it that is meant in its place',
  },
  missing("undefined"),
  missing("null"),
  {
    pattern: /YOUR_[A-Z0-9_]+/,
    within: false,
    problem: "is a placeholder of the form YOUR_NAME, as examples have it; put the real value in its place",
  },
];

function form(pattern: RegExp, name: string): Mark {
  const problem = `still has an unresolved placeholder of the form ${name}; put the real value in its place`;
  return { pattern, within: true, problem };
}

function missing(text: string): Mark {
  const problem = `is the text "${text}": a value was missing where the text was made; set that value`;
  return { pattern: new RegExp(text), within: false, problem };
}

/** What is wrong with a text that is a placeholder, or surely has one in it; undefined where nothing is. */
export function placeholderIn(text: string): string | undefined {
  const begin = text.slice(0, LOOKED_AT);
  return MARKS.find((mark) => (mark.within ? mark.pattern.test(begin) : isWhole(mark, text)))?.problem;
}

/** The same of a text that is a placeholder from end to end: what is generated may have anything within. */
export function placeholderAs(text: string): string | undefined {
  return MARKS.find((mark) => isWhole(mark, text))?.problem;
}

function isWhole({ pattern }: Mark, text: string): boolean {
  return text.length <= LOOKED_AT && pattern.exec(text)?.[0] === text;
}
