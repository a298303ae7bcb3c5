import { readFileSync } from "node:fs";

export const PAGE = readFileSync(new URL("../../docs/languages.md", import.meta.url), "utf8");

const [, PROGRAMS = ""] = /^## Programs$([\s\S]*?)^## /m.exec(PAGE) ?? [];

/** The one program that the page has in a language below "Programs", by the word beside its fence. */
export function programIn(fence: string): string {
  const found = [...PROGRAMS.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(([, word]) => word === fence);
  const [program] = found;
  if (program?.[2] === undefined || found.length !== 1) {
    throw new Error(`docs/languages.md has ${found.length} programs in ${fence}.`);
  }
  return program[2];
}

/** What the table below "Reading only" has for a language. */
export function readingIn(language: string): string {
  const [, cell] = new RegExp(`^\\| ${language} \\| \`(.+)\` \\|$`, "m").exec(PAGE) ?? [];
  if (cell === undefined) throw new Error(`docs/languages.md does not say how to read in ${language}.`);
  return cell;
}

/** What each program of the page asks for: its inputs, the password apart. */
export const ASKED = {
  domain: "acme.eu.auth0.com",
  from: "no-reply@acme.com",
  host: "smtp.acme.com",
  username: "acme",
} as const;
