import fc from "fast-check";
import addressparser from "nodemailer/lib/addressparser";
import { describe, expect, test } from "vitest";
import { parseMailbox, problemWithAddress } from "../../../provider/inputs/mailbox.ts";
import { runs } from "../replay.ts";

describe("one mailbox", () => {
  test.each([
    ["a@acme.com", ""],
    ["<a@acme.com>", ""],
    ["Acme <a@acme.com>", "Acme"],
    ["Acme<a@acme.com>", "Acme"],
    ["Acme Inc. <a@acme.com>", "Acme Inc."],
    ["Acme's Shop <a@acme.com>", "Acme's Shop"],
    ["Société Générale <a@acme.com>", "Société Générale"],
    ["アクメ 😀 <a@acme.com>", "アクメ 😀"],
    ['"Acme, Inc." <a@acme.com>', "Acme, Inc."],
    ['"Acme <EU>" <a@acme.com>', "Acme <EU>"],
    ['"sales@acme.com" <a@acme.com>', "sales@acme.com"],
    ['"the \\"A\\" \\\\ team" <a@acme.com>', 'the "A" \\ team'],
  ])("%s", (text, name) => {
    expect(parseMailbox(text)).toEqual({ mailbox: { name, address: "a@acme.com" } });
  });

  test.each(["A@acme.com", "a+b@acme.com", "o'hara@mail.acme.com", "a@xn--bcher-kva.example"])(
    "%s",
    (text) => {
      expect(parseMailbox(`"x" <${text}>`).mailbox?.address).toBe(text);
    },
  );

  // What is refused, and in which words: bad-inputs.ts.
  test.each(["a@acme.com\r\n", "Acme\r\n <a@acme.com>", "Acme\t<a@acme.com>", "Acme\0 <a@acme.com>"])(
    "of one line, whoever asks: %j",
    (text) => expect(parseMailbox(text).problem).toMatch(/control characters/),
  );

  test("and not at any length: the parser's time grows with its square", () => {
    expect(parseMailbox(`${"(".repeat(511)}a@acme.com`).problem).toMatch(/at most 512/);
  });
});

test("a bare address has no name and no brackets", () => {
  expect(problemWithAddress("a@acme.com")).toBeUndefined();
  for (const text of ["Acme <a@acme.com>", "<a@acme.com>"]) {
    expect(problemWithAddress(text)).toBe("must be a bare e-mail address");
  }
  expect(problemWithAddress("a@acme.com, b@acme.com")).toBe("must be one mailbox, not several");
});

/** All that means something to one parser or another. */
const piece = fc.constantFrom(
  ...[..." \"\\<>()[],;:@.'=?&/|!-éア😀", "a", "Acme", "a@acme.com", "<b@acme.com>", '\\"', "=?utf-8?q?x?="],
);
const pieces = (maxLength: number) => fc.array(piece, { maxLength }).map((parts) => parts.join(""));
const anyText = fc.oneof(
  pieces(12),
  pieces(8).map((name) => `${name} <a@acme.com>`),
  pieces(8).map((name) => `"${name.replace(/["\\]/g, "\\$&")}" <a@acme.com>`),
);

test("what is accepted is one mailbox of the same address for the mail library, and nothing in it is a command", () => {
  let accepted = 0;
  fc.assert(
    fc.property(anyText, (text) => {
      const { mailbox } = parseMailbox(text);
      if (!mailbox) return;
      accepted++;
      expect(addressparser(text, { flatten: true }).map(({ address }) => address)).toEqual([mailbox.address]);
      expect(text === mailbox.address || text.endsWith(`<${mailbox.address}>`)).toBe(true);
      expect(mailbox.address).toMatch(/^[!-;=?-~]+$/);
    }),
    runs(3_000),
  );
  expect(accepted).toBeGreaterThan(500);
}, 60_000);
