import { printable } from "../model/printable";

/** Puts words of the server into quotation marks, fit for print. */
export type Quote = (words: string) => string;
/** Makes words of the server fit for print, without quotation marks. */
export type Clean = (words: string) => string;

const HIDDEN = "[password]";
const LONGEST = 300;

/**
 * Servers may repeat what they were sent. A quotation has the password taken out, as it is and in base64, also as a
 * part of something longer in base64 (AUTH PLAIN's `\0user\0password`); then control characters; then what is too long.
 */
export function cleaning(password: string | undefined): Clean {
  const hide = password ? hiding(password) : (words: string) => words;
  return (words) => {
    const clean = printable(hide(words)).trim();
    return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean;
  };
}

/** The same, in quotation marks. */
export function quoting(password: string | undefined): Quote {
  const clean = cleaning(password);
  return (words) => `"${clean(words)}"`;
}

function hiding(password: string): (words: string) => string {
  const encoded = Buffer.from(password).toString("base64").replace(/=+$/, "");
  // Whatever the case: some servers repeat an unknown command in capitals.
  const plain = new RegExp([password, encoded].map(literally).join("|"), "gi");
  const holdsPassword = (token: string) => Buffer.from(token, "base64").includes(password);
  return (words) =>
    words
      .replace(/[A-Za-z0-9+/_-]{2,}={0,2}/g, (token) => (holdsPassword(token) ? HIDDEN : token))
      .replace(plain, HIDDEN);
}

const literally = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
