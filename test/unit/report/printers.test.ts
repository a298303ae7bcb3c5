import { describe, expect, test } from "vitest";
import { type Block, heading, lines, list, note, table } from "../../../provider/report/block.ts";
import { toHtml } from "../../../provider/report/html.ts";
import { toMarkdown } from "../../../provider/report/markdown.ts";
import { toText } from "../../../provider/report/text.ts";

const BLOCKS: readonly Block[] = [
  heading("smtp.acme.com:587"),
  table(
    [{ head: "" }, { head: "requirement" }, { head: "seen", grows: true }, { head: "time", align: "right" }],
    [
      [{ status: "pass" }, "REACHABLE", "connected to 192.0.2.1", "12 ms"],
      [{ status: "fail" }, "AUTH_LOGIN", "offers PLAIN | CRAM-MD5", ""],
    ],
  ),
  list([
    { status: "fail", text: "AUTH_LOGIN: Turn LOGIN on. See https://auth0.com/docs/a_b." },
    { text: "That is all." },
  ]),
  note("Not met: AUTH_LOGIN.", "warn"),
  lines(["# one", "192.0.2.0/24"]),
];

const plain = { width: 80, paint: (_: string, text: string) => text };

/** What servers and users might put into a text. */
const HOSTILE =
  "<script>alert(1)</script> ![x](https://evil.example/p.png) [click](javascript:x) @acme/security *b* `c` | a\nb\u001b[31m &lt;";

test("text", () => {
  expect(toText(BLOCKS, plain)).toBe(
    [
      "smtp.acme.com:587",
      "",
      "   requirement  seen                      time",
      "✓  REACHABLE    connected to 192.0.2.1   12 ms",
      "✗  AUTH_LOGIN   offers PLAIN | CRAM-MD5",
      "",
      "✗ AUTH_LOGIN: Turn LOGIN on. See https://auth0.com/docs/a_b.",
      "That is all.",
      "",
      "! Not met: AUTH_LOGIN.",
      "",
      "# one",
      "192.0.2.0/24",
    ].join("\n"),
  );
});

test("Markdown", () => {
  expect(toMarkdown(BLOCKS)).toBe(
    [
      "## smtp.acme.com:587",
      "",
      "|  | requirement | seen | time |",
      "| --- | --- | --- | --: |",
      "| ✓ | REACHABLE | connected to 192.0.2.1 | 12 ms |",
      "| ✗ | AUTH\\_LOGIN | offers PLAIN \\| CRAM-MD5 |  |",
      "",
      "- ✗ AUTH\\_LOGIN: Turn LOGIN on. See <https://auth0.com/docs/a_b>.",
      "- That is all.",
      "",
      "! Not met: AUTH\\_LOGIN.",
      "",
      "```text",
      "# one",
      "192.0.2.0/24",
      "```",
    ].join("\n"),
  );
});

test("HTML: one page with every text in it, that loads nothing", () => {
  const page = toHtml("auth0-smtp check", BLOCKS);
  for (const text of [
    "smtp.acme.com:587",
    "REACHABLE",
    "12 ms",
    "That is all.",
    "Not met: AUTH_LOGIN.",
    "192.0.2.0/24",
  ]) {
    expect(page).toContain(text);
  }
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toContain("<title>auth0-smtp check</title>");
  expect(page).toContain('<span class="mark fail" role="img" aria-label="failed">✗</span>');
  expect(page).toContain('<td class="right">');
  expect(page).not.toMatch(/<script|src=|href=|@import|url\(/);
});

describe("what others have written is text and nothing else", () => {
  const blocks = [heading, note].map((block) => block(HOSTILE));
  const all = [
    ...blocks,
    list([{ text: HOSTILE }]),
    lines([HOSTILE]),
    table([{ head: "seen" }], [[HOSTILE]]),
  ];

  test("in text", () => {
    expect(toText(all, { ...plain, width: 1000 })).not.toMatch(/[^\P{Cc}\n]|a\nb/u);
  });

  test("in Markdown", () => {
    const rows = toMarkdown([all[0] ?? note(""), table([{ head: "seen" }], [[HOSTILE]])]).split("\n");
    for (const row of [rows[0], rows.at(-1)]) {
      expect(row).toContain("\\<script\\>");
      expect(row).toContain("!\\[x\\](");
      expect(row).not.toMatch(/(?<!\w)@(?=acme)/);
      expect(row).toContain("\\&lt;");
    }
    expect(rows).toHaveLength(5);
    expect(toMarkdown([lines(["```", HOSTILE])]).match(/```/g)).toHaveLength(2);
  });

  test("in HTML", () => {
    const page = toHtml(HOSTILE, all);
    expect(page).not.toMatch(/<script|<img|<a |[^\P{Cc}\n]/u);
    expect(page).toContain("&lt;script&gt;");
    expect(page).toContain("&amp;lt;");
  });
});
