import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ADVICE_CODES, REQUIREMENTS } from "../../../provider/smtp/index.ts";

const path = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
const text = await readFile(path("docs/smtp.md"), "utf8");

test("docs/smtp.md names all requirements and all advice, and tests that exist", async () => {
  const codes = new Set([...text.matchAll(/`([A-Z][A-Z_0-9]+)`/g)].map(([, code]) => code));
  for (const code of [...REQUIREMENTS, ...ADVICE_CODES]) expect(codes, code).toContain(code);

  const proofs = [...text.matchAll(/`(test\/[^`]+\.test\.ts)`((?:,? "[^"]+")*)/g)];
  expect(proofs.length).toBeGreaterThan(10);
  for (const [, file = "", quoted = ""] of proofs) {
    expect(existsSync(path(file)), file).toBe(true);
    const source = await readFile(path(file), "utf8");
    for (const [, name = ""] of quoted.matchAll(/"([^"]+)"/g)) expect(source).toContain(`"${name}`);
  }
});
