import { describe, expect, test } from "vitest";
import { quoting } from "../../../provider/model/quote.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");

test("the server's words are printed as they are", () => {
  expect(quoting("hunter2")("535 5.7.8 Bad credentials — see https://acme.com/x?y=zz")).toBe(
    '"535 5.7.8 Bad credentials — see https://acme.com/x?y=zz"',
  );
});

test("without what would disturb a terminal, and not at any length", () => {
  expect(quoting(undefined)("\u001b[31mred\u0000\r\n\u202egreen\u2028")).toBe('"[31mred green"');
  expect(quoting(undefined)("x".repeat(1_000))).toBe(`"${"x".repeat(300)}…"`);
});

describe.each(["hunter2", "x7", "a+b/c=.*[$", "pässwörd ☃", "ends with ==", "two  spaces", "\\d{3}|x"])(
  "%j",
  (password) => {
    const quote = quoting(password);

    test.each([
      ["as it is", password],
      ["twice, in the middle of words", `no${password}no${password}`],
      ["in capitals", password.toUpperCase()],
      ["in base64", base64(password)],
      ["in base64 in capitals", base64(password).toUpperCase()],
      ["in base64 without padding", base64(password).replace(/=+$/, "")],
      ["in AUTH PLAIN", base64(`\0acme\0${password}`)],
      ["in base64 for URLs", Buffer.from(`acme:${password}`).toString("base64url")],
    ])("%s", (_how, echo) => {
      const quoted = quote(`535 you said: ${echo}`);
      expect(quoted).toContain("[password]");
      expect(quoted).not.toContain(echo);
      expect(quoted).not.toContain(password);
    });

    test("is not cut in two by what is too long", () => {
      for (let before = 280; before <= 300; before++) {
        const quoted = quote(`${" .".repeat(before / 2)}${password}`);
        expect(quoted.replace("[password]", "")).not.toContain(password.slice(0, 2));
      }
    });
  },
);

test("AUTH PLAIN is hidden whatever the password, and other base64 is not", () => {
  const quote = quoting();
  expect(quote(`535 you said ${base64("\0acme\0never heard of")}`)).toBe('"535 you said [password]"');
  expect(quote(`250 queued as ${base64("some other text")}`)).toBe(
    `"250 queued as ${base64("some other text")}"`,
  );
});

test("several passwords are hidden, the old one and the new", () => {
  expect(quoting("old-pw", undefined, "new-pw")("old-pw new-pw")).toBe('"[password] [password]"');
});
