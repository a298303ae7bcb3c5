import { expect, test } from "vitest";
import { warningOfInvisible } from "../../../provider/inputs/invisible.ts";

test.each([
  ["a no-break space", "\u00a0", "\u202f"],
  ["a space that is not the ordinary one", "\u3000", "\u2003"],
  ["a zero-width character", "\u200b", "\u200d", "\u2060", "\ufeff"],
  ["a soft hyphen", "\u00ad"],
  ["a mark of text direction", "\u200f", "\u202e", "\u2066"],
  ["a character that takes the place of one that could not be read (U+FFFD)", "\ufffd"],
  ["another character that is not shown", "\ufe0f", "\u{e0041}", "\u115f"],
])("%s", (kind, ...characters) => {
  for (const character of characters) {
    expect(warningOfInvisible("password", `pass${character}word`)).toBe(
      `password has ${kind} in it. If this is not intended, copy it again from its source.`,
    );
  }
});

test("several kinds are told together, each once", () => {
  expect(warningOfInvisible("password", "\u200ba\u00a0b\u00a0")).toBe(
    "password has a no-break space and a zero-width character in it. If this is not intended, copy it again from its source.",
  );
});

test.each(["pass word", "pässwörd", "пароль", "パスワード", "🔑", "e\u0301", " ~!"])("%s", (password) => {
  expect(warningOfInvisible("password", password)).toBeUndefined();
});
