import { expect, test } from "vitest";
import { parseReply, replyText } from "../../../provider/smtp/reply-text.ts";

test.each([
  [{ code: 220, lines: ["mail ready"] }, "220 mail ready"],
  [{ code: 250, lines: [""] }, "250"],
  [{ code: 535, lines: ["5.7.8 no", "5.7.8 see x"] }, "535 5.7.8 no see x"],
  [{ code: 421, lines: ["4.7.0 later (EHLO)", "4.7.0"] }, "421 4.7.0 later (EHLO)"],
  [{ code: 550, lines: ["5.1.1 no", "5.7.1 and no"] }, "550 5.1.1 no 5.7.1 and no"],
  [{ code: 500, lines: ["#5.5.1 what?"] }, "500 #5.5.1 what?"],
  [{ code: 554, lines: ["5.7.1.2 is no such code"] }, "554 5.7.1.2 is no such code"],
])("%j: %s", (reply, words) => expect(replyText(reply)).toBe(words));

test.each([
  ["550 5.1.1 no", "550 5.1.1 no"],
  ["550-5.1.1 no\n550 5.1.1 never", "550 5.1.1 no never"],
  ["550-5.1.1 no\r\n550", "550 5.1.1 no"],
])("as the mail library gives it: %j", (text, words) => expect(replyText(parseReply(text))).toBe(words));
