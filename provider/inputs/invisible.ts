/** Characters that cannot be seen, or not be told from another, by kind. They come with copying from pages and chats. */
const KINDS = [
  { name: "a no-break space", pattern: /[\u00a0\u2007\u202f]/ },
  { name: "a space that is not the ordinary one", pattern: /[\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]/ },
  { name: "a zero-width character", pattern: /[\u180e\u200b-\u200d\u2060\ufeff]/ },
  { name: "a soft hyphen", pattern: /\u00ad/ },
  { name: "a mark of text direction", pattern: /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/ },
  { name: "a character that takes the place of one that could not be read (U+FFFD)", pattern: /\ufffd/ },
  {
    name: "another character that is not shown",
    pattern:
      /(?![\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff])[\p{Cf}\p{Default_Ignorable_Code_Point}]/u,
  },
] as const;

/** The kinds of such characters in a secret, in words. They tell neither the character nor its place. */
function invisibleIn(secret: string): readonly string[] {
  return KINDS.filter(({ pattern }) => pattern.test(secret)).map(({ name }) => name);
}

/**
 * A warning about a password that may not be what it looks like; undefined where there is nothing to warn of.
 *
 * @param whose what the sentence begins with, for example `password`
 */
export function warningOfInvisible(whose: string, secret: string): string | undefined {
  const kinds = invisibleIn(secret);
  if (kinds.length === 0) return undefined;
  return `${whose} has ${kinds.join(" and ")} in it. If this is not intended, copy it again from its source.`;
}
