import { describe, expect, test } from "vitest";
import { CANARIES } from "./canaries.ts";
import { findSecrets, secretsIn } from "./scan.ts";

const basic = (text: string) => Buffer.from(text).toString("base64");

describe.each(Object.entries(CANARIES))("the %s is found", (name, secret) => {
  test.each([
    ["raw", secret],
    ["in JSON", JSON.stringify({ secret })],
    ["in JSON in JSON", JSON.stringify(JSON.stringify({ secret }))],
    ["in a URL", `https://example.com/?q=${encodeURIComponent(secret)}`],
    ["in a form", new URLSearchParams({ secret }).toString()],
    ["in base64", basic(secret)],
    ["in base64, one byte in", basic(`:${secret}:`)],
    ["in base64, two bytes in", basic(`id${secret}!`)],
    ["in base64url", Buffer.from(`x${secret}`).toString("base64url")],
    ["in hexadecimal", Buffer.from(`-${secret}-`).toString("hex")],
    ["cut off at both ends", secret.slice(7, -7)],
    ["in JSON as Go writes it", JSON.stringify(secret).replaceAll("<", "\\u003c")],
    ["in eleven of its characters", secret.match(/[a-z0-9]{16,}/i)?.[0].slice(3, 14)],
  ])("%s", (_, text) => {
    expect(secretsIn(CANARIES, `before ${text} after`)).toContain(name);
  });

  test("also where a parser's error quotes its beginning", () => {
    expect(secretsIn(CANARIES, `Unexpected token in "${secret.slice(0, 10)}"...`)).toContain(name);
  });
});

test("nothing is found where nothing is", () => {
  expect(findSecrets(CANARIES, { place: "kanarie, drossel, smtp_pass, Bearer" })).toEqual([]);
});

test("a hit tells where, and not what", () => {
  const hits = findSecrets(CANARIES, { log: `password=${CANARIES["SMTP password"]}` });
  expect(hits).toContainEqual({ secret: "SMTP password", form: "raw", place: "log" });
  expect(secretsIn(CANARIES, JSON.stringify(hits))).toEqual([]);
});
