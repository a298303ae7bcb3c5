import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
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

const warnings: string[] = [];
beforeEach(() => warnings.splice(0));
const warn = async (message: string) => {
  warnings.push(message);
};
const fromEnv = (value: string | undefined) =>
  readPassword({ ...DESIRED, passwordFrom: { env: "SMTP_PASS" } }, { SMTP_PASS: value }, warn);
const fromFile = (path: string) => readPassword({ ...DESIRED, passwordFrom: { file: path } }, {}, warn);

describe("where the password comes from", () => {
  test("nowhere", async () => {
    expect(await readPassword(DESIRED, { SMTP_PASS: HUSH }, warn)).toBeUndefined();
  });

  test("the program", async () => {
    expect(await readPassword({ ...DESIRED, password: HUSH }, {}, warn)).toBe(HUSH);
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
    [`\ufeff${HUSH}\r\n`, HUSH],
  ])("a file: %j", async (content, password) => {
    expect(await fromFile(file(content))).toBe(password);
    expect(warnings).toEqual([]);
  });

  test("a password that may not be what it looks like is warned of, by kind", async () => {
    expect(await fromEnv(`${HUSH}\u200b\u00a0`)).toBe(`${HUSH}\u200b\u00a0`);
    const path = file(`a\u00ad${HUSH}\n`);
    await fromFile(path);
    expect(warnings).toEqual([
      "acme.eu.auth0.com: the password in the environment variable SMTP_PASS has a no-break space and a zero-width " +
        "character in it. If this is not intended, copy it again from its source.",
      `acme.eu.auth0.com: the password in the file ${JSON.stringify(path)} has a soft hyphen in it. ` +
        "If this is not intended, copy it again from its source.",
    ]);
  });
});

describe("PASSWORD_UNREADABLE", () => {
  const after = "Nothing was sent to Auth0. Set it in the environment that runs pulumi up, and run it again.";
  const correct = "Nothing was sent to Auth0. Correct the file or the path, and run pulumi up again.";
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
    [
      "$(smtpPassword)",
      "still has an unresolved placeholder of the form $(NAME); put the real value in its place",
    ],
    ["undefined", 'is the text "undefined": a value was missing where the text was made; set that value'],
    [
      `\ufeff${HUSH}`,
      "begins with a byte order mark, which comes from the file that it was copied from; save that file as UTF-8 without one",
    ],
    [HUSH.repeat(400), "must be at most 4096 characters long"],
  ])("a variable that is %j", async (value, fault) => {
    await expect(fromEnv(value)).rejects.toMatchObject({
      code: "PASSWORD_UNREADABLE",
      message: `PASSWORD_UNREADABLE: passwordFrom cannot be used: the environment variable SMTP_PASS ${fault}. ${after}`,
      stack: expect.not.stringContaining(HUSH),
    });
  });

  test.each<[string | Uint8Array, string]>([
    ["", "is empty"],
    ["\n", "must not be empty"],
    [`${HUSH}\n\n`, control],
    [`${HUSH}\nsecond line\n`, control],
    [`${HUSH}\0`, "is no text file: it has NUL bytes in it"],
    ["x".repeat(5_000), "must be at most 4096 characters long"],
    ["x".repeat(1_000_000), "is larger than 64 KiB"],
    [Buffer.from(`\ufeff${HUSH}`, "utf16le"), "is in UTF-16; save it as UTF-8"],
    [
      "[secret]\n",
      'has "[secret]" in it, which Pulumi prints in place of a secret; put the real value in its place',
    ],
  ])("a file that holds %#", async (content, fault) => {
    const path = file(content);
    await expect(fromFile(path)).rejects.toMatchObject({
      code: "PASSWORD_UNREADABLE",
      message: `PASSWORD_UNREADABLE: passwordFrom cannot be used: the file ${JSON.stringify(path)} ${fault}. ${correct}`,
      stack: expect.not.stringContaining(HUSH),
    });
  });

  test.each([
    ["does not exist (a relative path starts from", join(folder, "none")],
    ["is a folder.", folder],
  ])("a file that %s", async (fault, path) => {
    await expect(fromFile(path)).rejects.toMatchObject({
      message: expect.stringContaining(`the file ${JSON.stringify(path)} ${fault}`),
    });
  });
});
