import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readPassword } from "../../../provider/lifecycle/password-source.ts";
import { DESIRED } from "../samples.ts";

const folder = mkdtempSync(join(tmpdir(), "password-source-"));
afterAll(() => rmSync(folder, { recursive: true }));

const HUSH = "kanarienvogel";
let files = 0;
function file(content: string | Uint8Array): string {
  const path = join(folder, String(files++));
  writeFileSync(path, content);
  return path;
}

const fromEnv = (value: string | undefined) =>
  readPassword({ ...DESIRED, passwordFrom: { env: "SMTP_PASS" } }, { SMTP_PASS: value });
const fromFile = (path: string) => readPassword({ ...DESIRED, passwordFrom: { file: path } }, {});

describe("where the password comes from", () => {
  test("nowhere", async () => {
    expect(await readPassword(DESIRED, { SMTP_PASS: HUSH })).toBeUndefined();
  });

  test("the program", async () => {
    expect(await readPassword({ ...DESIRED, password: HUSH }, {})).toBe(HUSH);
  });

  test.each([HUSH, " spaces ", "ends in text \\n", "a##b##c"])("a variable: %j", async (value) => {
    expect(await fromEnv(value)).toBe(value);
  });

  test.each([
    [HUSH, HUSH],
    [`${HUSH}\n`, HUSH],
    [`${HUSH}\r\n`, HUSH],
    [` ${HUSH} \n`, ` ${HUSH} `],
    ["pässword\n", "pässword"],
  ])("a file: %j", async (content, password) => {
    expect(await fromFile(file(content))).toBe(password);
  });
});

describe("PASSWORD_UNREADABLE", () => {
  const after = "Nothing was sent to Auth0. Set it in the environment that runs pulumi up, and run it again.";
  const control = "must not contain line breaks or other control characters";

  test.each<[string | undefined, string]>([
    [undefined, "is not set"],
    ["", "must not be empty"],
    [`${HUSH}\n`, control],
    [`${HUSH}\0`, control],
    [
      `##${HUSH}##`,
      "still has an unresolved placeholder of the form ##NAME##; put the real value in its place",
    ],
    [HUSH.repeat(400), "must be at most 4096 characters long"],
  ])("a variable that is %j", async (value, fault) => {
    await expect(fromEnv(value)).rejects.toMatchObject({
      code: "PASSWORD_UNREADABLE",
      message: `PASSWORD_UNREADABLE: passwordFrom names the environment variable SMTP_PASS, and that ${fault}. ${after}`,
      stack: expect.not.stringContaining(HUSH),
    });
  });

  test.each<[string, string]>([
    ["", "must not be empty"],
    ["\n", "must not be empty"],
    [`${HUSH}\n\n`, control],
    [`${HUSH}\nsecond line\n`, control],
    [`${HUSH}\0`, control],
    ["x".repeat(1_000_000), "must be at most 4096 characters long"],
  ])("a file that holds %#", async (content, fault) => {
    const path = file(content);
    await expect(fromFile(path)).rejects.toMatchObject({
      code: "PASSWORD_UNREADABLE",
      message: `PASSWORD_UNREADABLE: passwordFrom names the file ${JSON.stringify(path)}, and that ${fault}. ${after}`,
      stack: expect.not.stringContaining(HUSH),
    });
  });

  test.each([
    ["is not there", join(folder, "none")],
    ["is a folder", folder],
  ])("a file that %s", async (_, path) => {
    await expect(fromFile(path)).rejects.toMatchObject({
      message: expect.stringContaining(`the file ${JSON.stringify(path)}, and that cannot be read.`),
    });
  });
});
