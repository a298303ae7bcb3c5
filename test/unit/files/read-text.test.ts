import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readText, UnreadableFile } from "../../../provider/files/read-text.ts";

const folder = mkdtempSync(join(tmpdir(), "read-text-"));
afterAll(() => rmSync(folder, { recursive: true }));

const SECRET = "kanarienvogel";
const path = join(folder, "file");

function faultOf(read: () => string): string {
  try {
    read();
  } catch (error) {
    if (error instanceof UnreadableFile) return error.message;
  }
  throw new Error("It was read.");
}

test.each<[string, string | Uint8Array, string]>([
  ["plain", SECRET, SECRET],
  ["with a byte order mark", `\ufeff${SECRET}\n`, `${SECRET}\n`],
  ["with the line ends of Windows", "a\r\nb\r\n\r\n", "a\nb\n\n"],
  ["with the line ends of old Macs", "a\rb\r", "a\nb\n"],
  ["not in ASCII", "pässwörd €", "pässwörd €"],
  ["of many reads", "x".repeat(200_000), "x".repeat(200_000)],
])("a file %s", (_, content, text) => {
  writeFileSync(path, content);
  expect(readText(path, 1024)).toBe(text);
});

const utf16 = (text: string) => Buffer.from(text, "utf16le");

test.each<[string, string | Uint8Array, string]>([
  ["of nothing", "", "is empty"],
  ["of a byte order mark alone", "\ufeff", "is empty"],
  ["in UTF-16 (little endian)", utf16(`\ufeff${SECRET}\r\n`), "is in UTF-16; save it as UTF-8"],
  ["in UTF-16 (big endian)", utf16(`\ufeff${SECRET}`).swap16(), "is in UTF-16; save it as UTF-8"],
  ["in UTF-16 without a mark", utf16(SECRET), "is in UTF-16; save it as UTF-8"],
  ["in UTF-16 (big endian) without a mark", utf16(SECRET).swap16(), "is in UTF-16; save it as UTF-8"],
  ["in UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), "is in UTF-32; save it as UTF-8"],
  ["in Latin-1", Buffer.from("pässwort", "latin1"), "is not in UTF-8; save it as UTF-8"],
  ["of bytes", `${SECRET}\0${SECRET}`, "is no text file: it has NUL bytes in it"],
  ["that is too large", "x".repeat(2049), "is larger than 2 KiB"],
])("a file %s", (_, content, fault) => {
  writeFileSync(path, content);
  expect(faultOf(() => readText(path, 2))).toBe(fault);
});

test("a path without a file says where a relative one starts", () => {
  const fault = `does not exist (a relative path starts from ${JSON.stringify(process.cwd())})`;
  expect(faultOf(() => readText("no/such/file", 1))).toBe(fault);
  writeFileSync(path, SECRET);
  expect(faultOf(() => readText(join(path, "below"), 1))).toBe(fault);
});

test("a folder, and a path that no system takes", () => {
  expect(faultOf(() => readText(folder, 1))).toBe("is a folder");
  expect(faultOf(() => readText("x".repeat(10_000), 1))).toBe("cannot be read (ENAMETOOLONG)");
});

test("a file that this user may not read", () => {
  writeFileSync(path, SECRET);
  chmodSync(path, 0);
  chmodSync(folder, 0o755);
  // Root may read everything, so it is somebody else for a moment.
  const user = process.geteuid?.() ?? 0;
  if (user === 0) process.seteuid?.(65_534);
  try {
    expect(faultOf(() => readText(path, 1))).toBe("may not be read by this user; change its permissions");
  } finally {
    process.seteuid?.(user);
    chmodSync(path, 0o600);
  }
});

test("a pipe, which has no size", () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  spawn("sh", ["-c", 'printf "a\\r\\nb" > "$0"', pipe]);
  expect(readText(pipe, 1)).toBe("a\nb");
});
