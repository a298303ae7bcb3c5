import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** A file that is not the text it should be. The message says what is wrong with the file, and nothing of what is in it. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";
}

/**
 * A text file: UTF-8, with or without a byte order mark, which is left out. Its line ends, whatever they are, become
 * `\n`.
 *
 * @param maxKib how large it may be
 * @throws UnreadableFile whose message goes on after the file's name: "does not exist", "is in UTF-16; …"
 */
export function readText(path: string, maxKib: number): string {
  const text = decode(readBytes(path, maxKib * 1024));
  if (text === "") throw new UnreadableFile("is empty");
  return text.replace(/\r\n?/g, "\n");
}

/** Reads until the end, not as much as the size says: a pipe has none. */
function readBytes(path: string, max: number): Buffer {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    if (fstatSync(file).isDirectory()) throw new UnreadableFile("is a folder");
    const chunks: Buffer[] = [];
    for (let size = 0; ; ) {
      const chunk = Buffer.alloc(64 * 1024);
      const read = readSync(file, chunk);
      if (read === 0) return Buffer.concat(chunks);
      size += read;
      if (size > max) throw new UnreadableFile(`is larger than ${max / 1024} KiB`);
      chunks.push(chunk.subarray(0, read));
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile(problemWithFile(codeOf(error)));
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

function problemWithFile(code: string | undefined): string {
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return `does not exist (a relative path starts from ${JSON.stringify(process.cwd())})`;
    case "EISDIR":
      return "is a folder";
    case "EACCES":
    case "EPERM":
      return "may not be read by this user; change its permissions";
    default:
      return code === undefined ? "cannot be read" : `cannot be read (${code})`;
  }
}

/** How a file in another encoding begins. The longer ones first: that of UTF-32 begins with that of UTF-16. */
const OTHER_ENCODINGS = [
  { name: "UTF-32", begins: [0xff, 0xfe, 0, 0] },
  { name: "UTF-32", begins: [0, 0, 0xfe, 0xff] },
  { name: "UTF-16", begins: [0xff, 0xfe] },
  { name: "UTF-16", begins: [0xfe, 0xff] },
] as const;

function decode(bytes: Buffer): string {
  const other = OTHER_ENCODINGS.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte));
  if (other) throw new UnreadableFile(`is in ${other.name}; save it as UTF-8`);
  if (bytes.includes(0)) {
    throw new UnreadableFile(
      isWide(bytes) ? "is in UTF-16; save it as UTF-8" : "is no text file: it has NUL bytes in it",
    );
  }
  try {
    // Leaves out the byte order mark of UTF-8.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableFile("is not in UTF-8; save it as UTF-8");
  }
}

/** Whether it looks like UTF-16 without a byte order mark: Latin letters have a zero in every second byte. */
function isWide(bytes: Buffer): boolean {
  const zeros = [0, 0];
  bytes.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  return bytes.length % 2 === 0 && Math.max(even, odd) >= bytes.length / 4 && Math.min(even, odd) === 0;
}
